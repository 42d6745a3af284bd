package io.github.bedrockfinetuning.local.models;

import io.github.bedrockfinetuning.local.models.Candidate.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The answers that a table may give: cells, rows of figures, headings, and what can be calculated from a row or two. */
final class TableCandidates {
    /** Calculations are tried on the rows that fit the question best. */
    private static final int ROWS_TO_CALCULATE = 3;

    private record Line(int index, List<String> cells, double recall, double precision, double section) {
        double fit() {
            return recall * (1 + precision) + section / 4;
        }
    }

    private record Column(int index, String heading, double recall, double precision, boolean year) {}

    private final Passage passage;
    private final Overlap overlap;
    private final List<Line> lines = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private final List<Candidate> found = new ArrayList<>();

    private TableCandidates(Passage passage, Overlap overlap) {
        this.passage = passage;
        this.overlap = overlap;
    }

    static List<Candidate> of(Passage passage, Overlap overlap) {
        if (passage.rows().isEmpty()) {
            return List.of();
        }
        var candidates = new TableCandidates(passage, overlap);
        candidates.measure();
        candidates.headings();
        candidates.lines.forEach(candidates::label);
        candidates.lines.forEach(candidates::cells);
        candidates.calculations();
        return candidates.found;
    }

    private void measure() {
        for (var i = 0; i < passage.rows().size(); i++) {
            var row = passage.rows().get(i);
            if (!row.heading()) {
                var stems = Words.stems(row.label());
                lines.add(new Line(
                        i,
                        row.cells(),
                        overlap.recall(stems),
                        overlap.precision(stems),
                        overlap.recall(Words.stems(row.section()))));
            }
        }
        var width = passage.rows().stream()
                .mapToInt(row -> row.cells().size())
                .max()
                .orElse(0);
        for (var i = 1; i < width; i++) {
            var heading = passage.heading(i);
            var stems = Words.stems(heading);
            var year = stems.stream().anyMatch(Figures::isYear);
            columns.add(new Column(i, heading, overlap.recall(stems), overlap.precision(stems), year));
        }
        lines.sort(Comparator.comparingDouble(Line::fit).reversed().thenComparingInt(Line::index));
    }

    private void headings() {
        var singles = new ArrayList<String>();
        for (var row : passage.rows()) {
            if (!row.heading()) {
                break;
            }
            var cells =
                    row.cells().stream().skip(1).filter(cell -> !cell.isEmpty()).toList();
            var years = cells.stream().filter(Figures::isYear).toList();
            for (var list : years.equals(cells) ? List.of(cells) : List.of(cells, years)) {
                if (list.size() > 1) {
                    add(
                            String.join("; ", list),
                            Kind.HEADINGS,
                            new Features()
                                    .add("years", list.stream().allMatch(Figures::isYear) ? 1 : 0)
                                    .add("size", list.size() / 4.0)
                                    .add("asked", asked(list)));
                }
            }
            singles.addAll(cells);
        }
        for (var i = 0; i < singles.size(); i++) {
            add(
                    singles.get(i),
                    Kind.LABEL,
                    new Features()
                            .add("heading")
                            .add("year", Figures.isYear(singles.get(i)) ? 1 : 0)
                            .add("first", i == 0 ? 1 : 0)
                            .add("asked", asked(List.of(singles.get(i))))
                            .add("extreme", extreme(singles.get(i))));
        }
    }

    /** 1 if the best row is highest, -1 if it is lowest, in the column under a heading. */
    private double extreme(String heading) {
        if (lines.isEmpty()) {
            return 0;
        }
        var cells = lines.get(0).cells();
        var values = columns.stream()
                .filter(column -> column.index() < cells.size())
                .filter(column -> Figures.value(cells.get(column.index())).isPresent())
                .toList();
        if (values.size() < 2) {
            return 0;
        }
        Comparator<Column> size = Comparator.comparingDouble(
                column -> Figures.value(cells.get(column.index())).orElseThrow());
        var key = heading.toLowerCase(java.util.Locale.ROOT);
        if (values.stream().max(size).orElseThrow().heading().contains(key)) {
            return 1;
        }
        return values.stream().min(size).orElseThrow().heading().contains(key) ? -1 : 0;
    }

    private double asked(List<String> texts) {
        return overlap.recall(Words.stems(String.join(" ", texts)));
    }

    private void label(Line line) {
        if (!line.cells().get(0).isEmpty()) {
            var holdsFigure = line.cells().stream().skip(1).anyMatch(cell -> asked(List.of(cell)) > 0);
            add(
                    line.cells().get(0),
                    Kind.LABEL,
                    new Features()
                            .add("recall", line.recall())
                            .add("section", line.section())
                            .add("holds", holdsFigure ? 1 : 0)
                            .add("total", Words.stems(line.cells().get(0)).contains("total") ? 1 : 0));
        }
    }

    private void cells(Line line) {
        var figures = new ArrayList<String>();
        var asked = new ArrayList<String>();
        var bestRow = line == lines.get(0) ? 1 : 0;
        var bestColumn = columns.stream().mapToDouble(Column::recall).max().orElse(0);
        for (var column : columns) {
            if (column.index() >= line.cells().size()
                    || line.cells().get(column.index()).isEmpty()) {
                continue;
            }
            var cell = line.cells().get(column.index());
            var best = column.recall() == bestColumn ? 1 : 0;
            add(
                    cell,
                    Kind.CELL,
                    fit(line)
                            .add("column", column.recall())
                            .add("column precision", column.precision())
                            .add("best column", best)
                            .add("both", bestRow * best)
                            .add("figure", Figures.isFigure(cell) ? 1 : 0)
                            .add("first column", column.index() == 1 ? 1 : 0)
                            .add("own words", asked(List.of(cell))));
            if (Figures.isFigure(cell)) {
                figures.add(cell);
                if (column.recall() > 0) {
                    asked.add(cell);
                }
            }
        }
        several(line, figures, "all");
        if (asked.size() != figures.size()) {
            several(line, asked, "asked");
        }
    }

    private void several(Line line, List<String> cells, String which) {
        if (cells.size() > 1) {
            add(String.join("; ", cells), Kind.CELLS, fit(line).add(which));
            var reversed = new ArrayList<>(cells);
            java.util.Collections.reverse(reversed);
            add(
                    String.join("; ", reversed),
                    Kind.CELLS,
                    fit(line).add(which).add("reversed").add("reversed years", reversedYears()));
        }
    }

    /** 1 if the question names the table's years in the other order. */
    private double reversedYears() {
        var inTable = columns.stream().filter(Column::year).map(Column::heading).collect(Collectors.joining(" "));
        var inQuestion =
                Words.of(passage.question()).stream().filter(Figures::isYear).toList();
        var places = inQuestion.stream()
                .mapToInt(inTable::indexOf)
                .filter(i -> i >= 0)
                .toArray();
        return IntStream.range(1, places.length).anyMatch(i -> places[i] < places[i - 1]) ? 1 : 0;
    }

    private void calculations() {
        var best = lines.subList(0, Math.min(ROWS_TO_CALCULATE, lines.size()));
        for (var line : best) {
            for (var first : columns) {
                for (var second : columns) {
                    if (first.index() < second.index()) {
                        withinRow(line, first, second);
                    }
                }
            }
        }
        for (var first : best) {
            for (var second : best) {
                if (first.index() < second.index()) {
                    columns.forEach(column -> betweenRows(first, second, column));
                }
            }
        }
    }

    private void withinRow(Line line, Column first, Column second) {
        var a = value(line, first);
        var b = value(line, second);
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return;
        }
        // Reports put the later year first as often as last: newer minus older is what "change" means.
        var newerFirst = first.heading().compareTo(second.heading()) > 0;
        var later = newerFirst ? a : b;
        var earlier = newerFirst ? b : a;
        var asked = first.recall() + second.recall();
        calculated(later - earlier, Kind.CHANGE, pair(line, first, second, asked));
        calculated(
                earlier - later, Kind.CHANGE, pair(line, first, second, asked).add("backwards"));
        calculated(a + b, Kind.SUM, pair(line, first, second, asked));
        calculated((a + b) / 2, Kind.AVERAGE, pair(line, first, second, asked));
        calculated(100 * (later - earlier) / earlier, Kind.PERCENT_CHANGE, pair(line, first, second, asked));
        calculated(
                100 * (earlier - later) / later,
                Kind.PERCENT_CHANGE,
                pair(line, first, second, asked).add("backwards"));
        calculated(later / earlier, Kind.RATIO, pair(line, first, second, asked));
        calculated(earlier / later, Kind.RATIO, pair(line, first, second, asked).add("backwards"));
    }

    private void betweenRows(Line first, Line second, Column column) {
        var a = value(first, column);
        var b = value(second, column);
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return;
        }
        calculated(a - b, Kind.ROWS_DIFFERENCE, rows(first, second, column));
        calculated(b - a, Kind.ROWS_DIFFERENCE, rows(first, second, column).add("backwards"));
        calculated(a + b, Kind.ROWS_SUM, rows(first, second, column));
        calculated(100 * a / b, Kind.ROWS_PERCENT, rows(first, second, column));
        calculated(100 * b / a, Kind.ROWS_PERCENT, rows(first, second, column).add("backwards"));
    }

    private static double value(Line line, Column column) {
        return column.index() < line.cells().size()
                ? Figures.value(line.cells().get(column.index())).orElse(Double.NaN)
                : Double.NaN;
    }

    private Features fit(Line line) {
        return new Features()
                .add("recall", line.recall())
                .add("precision", line.precision())
                .add("section", line.section())
                .add("best row", line == lines.get(0) ? 1 : 0)
                .add("exact", line.precision() == 1 ? 1 : 0);
    }

    private Features pair(Line line, Column first, Column second, double asked) {
        return fit(line)
                .add("columns", asked)
                .add("both years", first.recall() > 0 && second.recall() > 0 ? 1 : 0)
                .add("neighbours", second.index() == first.index() + 1 ? 1 : 0)
                .add("first pair", first.index() == 1 && second.index() == 2 ? 1 : 0);
    }

    private Features rows(Line first, Line second, Column column) {
        return new Features()
                .add("recall", first.recall() + second.recall())
                .add("precision", first.precision() + second.precision())
                .add("least precision", Math.min(first.precision(), second.precision()))
                .add("column", column.recall())
                .add("first column", column.index() == 1 ? 1 : 0);
    }

    private void calculated(double value, Kind kind, Features features) {
        if (!Double.isNaN(value) && !Double.isInfinite(value)) {
            found.add(new Candidate(Figures.write(value), kind, features));
        }
    }

    private void add(String text, Kind kind, Features features) {
        found.add(new Candidate(text, kind, features));
    }
}
