package io.github.bedrockfinetuning.local.models.reading;

import io.github.bedrockfinetuning.local.models.learning.Features;
import io.github.bedrockfinetuning.local.models.learning.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How well the rows and columns of a table fit a question.
 *
 * @param lines the rows that are no headings, the best first
 * @param columns from the second on, in the table's order
 */
record TableFit(List<Line> lines, List<Column> columns) {
    /**
     * A row.
     *
     * @param index its place in the table
     * @param recall the share of the question that its label has
     * @param precision the share of its label that the question has
     * @param section the share of the question that the line above has under which it stands
     */
    record Line(int index, List<String> cells, double recall, double precision, double section) {
        double fit() {
            return recall * (1 + precision) + section / 4;
        }
    }

    /**
     * A column.
     *
     * @param heading in lower case
     * @param year whether the heading holds one
     */
    record Column(int index, String heading, double recall, double precision, boolean year) {
        /** The amount in a row's cell; not a number if there is none. */
        double value(Line line) {
            return index < line.cells().size()
                    ? Figures.value(line.cells().get(index)).orElse(Double.NaN)
                    : Double.NaN;
        }
    }

    static TableFit of(Passage passage, Overlap overlap) {
        var lines = new ArrayList<Line>();
        var width = 0;
        for (var i = 0; i < passage.rows().size(); i++) {
            var row = passage.rows().get(i);
            width = Math.max(width, row.cells().size());
            if (!row.heading()) {
                var stems = Words.stems(row.label());
                var section = overlap.recall(Words.stems(row.section()));
                lines.add(new Line(i, row.cells(), overlap.recall(stems), overlap.precision(stems), section));
            }
        }
        var columns = new ArrayList<Column>();
        for (var i = 1; i < width; i++) {
            var heading = passage.heading(i);
            var stems = Words.stems(heading);
            var year = stems.stream().anyMatch(Figures::isYear);
            columns.add(new Column(i, heading, overlap.recall(stems), overlap.precision(stems), year));
        }
        lines.sort(Comparator.comparingDouble(Line::fit).reversed().thenComparingInt(Line::index));
        return new TableFit(List.copyOf(lines), List.copyOf(columns));
    }

    boolean best(Line line) {
        return line == lines.get(0);
    }

    Features features(Line line) {
        return new Features()
                .add("recall", line.recall())
                .add("precision", line.precision())
                .add("section", line.section())
                .add("best row", best(line) ? 1 : 0)
                .add("exact", line.precision() == 1 ? 1 : 0);
    }
}
