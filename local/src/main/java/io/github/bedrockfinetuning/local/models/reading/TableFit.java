package io.github.bedrockfinetuning.local.models.reading;

import io.github.bedrockfinetuning.local.models.learning.Features;
import io.github.bedrockfinetuning.local.models.learning.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The match between a question and the rows and columns of a table.
 *
 * @param lines the rows that are not headings, with the best match first
 * @param columns the columns in the order of the table, starting with the second one
 */
record TableFit(List<Line> lines, List<Column> columns) {
    /**
     * A row.
     *
     * @param index the index of the row in the table
     * @param recall the fraction of the question that occurs in the label of the row
     * @param precision the fraction of the label that occurs in the question
     * @param section the fraction of the question that occurs in the section heading of the row
     */
    record Line(int index, List<String> cells, double recall, double precision, double section) {
        double fit() {
            return recall * (1 + precision) + section / 4;
        }
    }

    /**
     * A column.
     *
     * @param heading the lowercase heading
     * @param year whether the heading contains a year
     */
    record Column(int index, String heading, double recall, double precision, boolean year) {
        /** Returns the amount in a cell of the row, or NaN if there is none. */
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
