package io.github.bedrockfinetuning.report;

import io.github.bedrockfinetuning.answers.TrainingExample;
import java.util.List;

/**
 * Everything that report.html shows, as text: shortened and with hidden characters made visible. The template engine
 * escapes it.
 *
 * @param losses null without a loss curve
 */
public record ReportPage(
        Head head,
        Summary summary,
        Scores scores,
        Task task,
        Cost cost,
        Charts.Losses losses,
        Records records,
        MadeFrom sources) {

    /**
     * @param notice null without any
     * @param runId null outside a run
     */
    public record Head(String css, String cssHash, String title, String notice, String runId) {}

    /** The first screen. */
    public record Summary(Headline headline, List<SystemRow> systems, Charts.Intervals chart, List<String> cautions) {}

    /** The tables of all metrics, groups of records, style of writing and the general set, and what the judge said. */
    public record Scores(Grid metrics, Grid slices, Grid style, Grid general, Grid judge, List<String> judgeNotes) {}

    /** What only classification or only extraction of JSON has. */
    public record Task(LabelTables labels, FieldTables fields) {}

    /** @param matrix null where there are too many labels to read one */
    public record LabelTables(Grid totals, Grid labels, Grid mixups, Matrix matrix) {}

    public record FieldTables(Grid totals, Grid fields) {}

    /** @param tradeoff null without prices */
    public record Cost(Grid usage, Charts.Tradeoff tradeoff, List<Fact> breakEven, Grid estimate) {}

    /** Single records: failures with advice, and answers side by side. */
    public record Records(List<Improvement> improvements, List<Items> items) {}

    public record MadeFrom(List<Facts> facts, List<String> method) {}

    /** @param kind better, worse or unshown: the badge's CSS class */
    public record Headline(String badge, String kind, String sentence, String metric, String records) {}

    /**
     * A row of the first table.
     *
     * @param colour the number of the system's color
     * @param label null if it says no more than the system's name
     */
    public record SystemRow(int colour, String system, String label, String answered, Score score, Gain gain) {
        /** @param value out of 100 */
        public record Score(String value, String interval) {}

        /**
         * What the first system gains over this one.
         *
         * @param relative in percent of this system's score
         * @param kind as in {@link Headline}, or none for the first system itself
         */
        public record Gain(String difference, String relative, String verdict, String kind) {
            static final Gain NONE = new Gain("", "", "", "none");
        }
    }

    /** A table: the first column heads its rows. Absent where there are no rows. */
    public record Grid(String caption, List<Column> columns, List<List<String>> rows) {
        public boolean present() {
            return !rows.isEmpty();
        }
    }

    /** @param number whether it holds numbers, which stand to the right */
    public record Column(String title, boolean number) {
        static Column text(String title) {
            return new Column(title, false);
        }

        static Column number(String title) {
            return new Column(title, true);
        }
    }

    /** A confusion matrix. */
    public record Matrix(String caption, List<String> given, List<MatrixRow> rows) {
        /** @param right the label that was right */
        public record MatrixRow(String right, List<Cell> cells) {}

        /** @param shade from 0 to 5: its share of the row */
        public record Cell(int count, int shade, boolean diagonal) {}
    }

    public record Fact(String name, String value) {}

    public record Facts(String title, List<Fact> facts) {}

    /** Records side by side. */
    public record Items(String id, String title, String explanation, List<Item> items) {}

    /** @param tail the end of a long prompt, where the question stands; null where the whole is short */
    public record Item(String id, String prompt, String tail, String reference, List<Answered> answers) {}

    /** @param failure null where there is an answer */
    public record Answered(int colour, String system, String score, List<AnswerDiff.Piece> pieces, String failure) {}

    /** Something that fails, and what training says about it. */
    public record Improvement(String title, String advice, List<Case> cases) {}

    /** One failure with the training examples nearest to it. */
    public record Case(String id, String prompt, String right, String given, List<TrainingExample> nearest) {}
}
