package io.github.bedrockfinetuning.local.models.reading;

import io.github.bedrockfinetuning.local.models.learning.Features;
import io.github.bedrockfinetuning.local.models.reading.Candidate.Kind;
import io.github.bedrockfinetuning.local.models.reading.TableFit.Column;
import io.github.bedrockfinetuning.local.models.reading.TableFit.Line;
import java.util.ArrayList;
import java.util.List;

/** Calculates possible answers from two figures in a row, or from two figures in a column. */
final class Calculations {
    /** The maximum number of rows to use. The rows that match the question best are used. */
    private static final int ROWS = 3;

    private final TableFit table;
    private final List<Candidate> found = new ArrayList<>();

    private Calculations(TableFit table) {
        this.table = table;
    }

    static List<Candidate> of(TableFit table) {
        var calculations = new Calculations(table);
        calculations.all();
        return calculations.found;
    }

    private void all() {
        var best = table.lines().subList(0, Math.min(ROWS, table.lines().size()));
        for (var line : best) {
            for (var first : table.columns()) {
                for (var second : table.columns()) {
                    if (first.index() < second.index()) {
                        withinRow(line, first, second);
                    }
                }
            }
        }
        for (var first : best) {
            for (var second : best) {
                if (first.index() < second.index()) {
                    table.columns().forEach(column -> betweenRows(first, second, column));
                }
            }
        }
    }

    private void withinRow(Line line, Column first, Column second) {
        var a = first.value(line);
        var b = second.value(line);
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return;
        }
        // Reports contain the later year first or last. A "change" is the newer figure minus the older one.
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
        var a = column.value(first);
        var b = column.value(second);
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return;
        }
        calculated(a - b, Kind.ROWS_DIFFERENCE, rows(first, second, column));
        calculated(b - a, Kind.ROWS_DIFFERENCE, rows(first, second, column).add("backwards"));
        calculated(a + b, Kind.ROWS_SUM, rows(first, second, column));
        calculated(100 * a / b, Kind.ROWS_PERCENT, rows(first, second, column));
        calculated(100 * b / a, Kind.ROWS_PERCENT, rows(first, second, column).add("backwards"));
    }

    private Features pair(Line line, Column first, Column second, double asked) {
        return table.features(line)
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
}
