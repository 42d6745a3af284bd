package io.github.bedrockfinetuning.local.models.reading;

import io.github.bedrockfinetuning.local.models.learning.Features;
import io.github.bedrockfinetuning.local.models.learning.Words;
import io.github.bedrockfinetuning.local.models.reading.Candidate.Kind;
import io.github.bedrockfinetuning.local.models.reading.TableFit.Column;
import io.github.bedrockfinetuning.local.models.reading.TableFit.Line;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds the possible answers in a table: cells, rows of figures, headings, and calculations. */
final class TableCandidates {
    private final Passage passage;
    private final Overlap overlap;
    private final TableFit table;
    private final List<Candidate> found = new ArrayList<>();

    private TableCandidates(Passage passage, Overlap overlap) {
        this.passage = passage;
        this.overlap = overlap;
        this.table = TableFit.of(passage, overlap);
    }

    static List<Candidate> of(Passage passage, Overlap overlap) {
        if (passage.rows().isEmpty()) {
            return List.of();
        }
        var candidates = new TableCandidates(passage, overlap);
        candidates.headings();
        candidates.table.lines().forEach(candidates::label);
        candidates.table.lines().forEach(candidates::cells);
        candidates.found.addAll(Calculations.of(candidates.table));
        return candidates.found;
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

    /**
     * Returns 1 if the best row has the highest figure in the column with the heading, or -1 if it has the lowest
     * figure.
     */
    private double extreme(String heading) {
        if (table.lines().isEmpty()) {
            return 0;
        }
        var cells = table.lines().get(0).cells();
        var values = table.columns().stream()
                .filter(column -> column.index() < cells.size())
                .filter(column -> Figures.value(cells.get(column.index())).isPresent())
                .toList();
        if (values.size() < 2) {
            return 0;
        }
        Comparator<Column> size = Comparator.comparingDouble(
                column -> Figures.value(cells.get(column.index())).orElseThrow());
        var key = heading.toLowerCase(Locale.ROOT);
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
        var bestRow = table.best(line) ? 1 : 0;
        var bestColumn =
                table.columns().stream().mapToDouble(Column::recall).max().orElse(0);
        for (var column : table.columns()) {
            if (column.index() >= line.cells().size()
                    || line.cells().get(column.index()).isEmpty()) {
                continue;
            }
            var cell = line.cells().get(column.index());
            var best = column.recall() == bestColumn ? 1 : 0;
            add(
                    cell,
                    Kind.CELL,
                    table.features(line)
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
            add(String.join("; ", cells), Kind.CELLS, table.features(line).add(which));
            var reversed = new ArrayList<>(cells);
            Collections.reverse(reversed);
            add(
                    String.join("; ", reversed),
                    Kind.CELLS,
                    table.features(line).add(which).add("reversed").add("reversed years", reversedYears()));
        }
    }

    /** Returns 1 if the question contains the years of the table in the opposite order. */
    private double reversedYears() {
        var inTable = table.columns().stream()
                .filter(Column::year)
                .map(Column::heading)
                .collect(Collectors.joining(" "));
        var inQuestion =
                Words.of(passage.question()).stream().filter(Figures::isYear).toList();
        var places = inQuestion.stream()
                .mapToInt(inTable::indexOf)
                .filter(i -> i >= 0)
                .toArray();
        return IntStream.range(1, places.length).anyMatch(i -> places[i] < places[i - 1]) ? 1 : 0;
    }

    private void add(String text, Kind kind, Features features) {
        found.add(new Candidate(text, kind, features));
    }
}
