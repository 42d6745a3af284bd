package io.github.bedrockfinetuning.report;

import io.github.bedrockfinetuning.answers.TrainingExample;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contents of report.html as text, shortened and with hidden characters made visible. The template engine escapes
 * the text.
 *
 * @param losses the loss curve; null if there is none
 */
public record ReportPage(
        Head head,
        Summary summary,
        Scores scores,
        Task task,
        Cost cost,
        Charts.@Nullable Losses losses,
        Records records,
        MadeFrom sources) {
    private static final int PRINTED = 2;

    /** Returns the number of records that are printed from each list. The screen shows all records. */
    public int printed() {
        return PRINTED;
    }

    /** Returns the rule by which the sample answers are selected. */
    public String samplesRule() {
        return PageSamples.RULE;
    }

    /**
     * The heading.
     *
     * @param notice the text below the title; null if there is none
     * @param run the run's ID and date; null if neither is known
     */
    public record Head(
            String css,
            String cssHash,
            String title,
            @Nullable String notice,
            @Nullable String run) {}

    /** The summary at the top of the report. It fits on one printed page. */
    public record Summary(
            Headline headline,
            Brief brief,
            List<SystemRow> systems,
            Charts.@Nullable Intervals chart,
            List<Sample> samples) {}

    /**
     * The text of the summary.
     *
     * @param decision whether the model is promoted and the reason; null outside a run
     * @param nextStep the next step; null outside a run
     * @param command the command of the next step; null if there is none
     * @param risks at least one sentence
     */
    public record Brief(
            @Nullable String decision,
            @Nullable String nextStep,
            @Nullable String command,
            List<Fact> facts,
            List<String> risks) {}

    /**
     * A record with the answers of the fine-tuned model and the base model.
     *
     * @param none the reason that there is no such record; null if there is one
     */
    public record Sample(
            String title, @Nullable String none, String id, String question, String right, List<Answered> answers) {}

    /** The tables of all metrics, slices, writing style, the general set, and the judge's results. */
    public record Scores(Grid metrics, Grid slices, Grid style, Grid general, Grid judge, List<String> judgeNotes) {}

    /** The tables that exist only for classification or only for JSON extraction. */
    public record Task(LabelTables labels, FieldTables fields) {}

    /**
     * The tables for labels.
     *
     * @param matrix the confusion matrix; null if there are too many labels to read it
     */
    public record LabelTables(
            Grid totals, Grid labels, Grid mixups, @Nullable Matrix matrix) {}

    public record FieldTables(Grid totals, Grid fields) {}

    /**
     * The cost of the systems and of the run.
     *
     * @param tradeoff the chart of scores against prices; null without prices
     */
    public record Cost(Grid usage, Charts.@Nullable Tradeoff tradeoff, List<Fact> breakEven, Grid estimate) {}

    /** Individual records: failures with advice, and answers side by side. */
    public record Records(List<Improvement> improvements, List<Items> items) {}

    public record MadeFrom(List<Facts> facts, List<String> method) {}

    /**
     * The headline.
     *
     * @param kind better, worse, or unshown, which is the badge's CSS class
     */
    public record Headline(String badge, String kind, String sentence, String metric, String records) {}

    /**
     * A row of the summary table.
     *
     * @param colour the number of the system's color
     * @param label the label; null if it adds nothing to the system's name
     */
    public record SystemRow(
            int colour, String system, @Nullable String label, String answered, Score score, Gain gain) {
        /**
         * A score.
         *
         * @param value the score out of 100
         */
        public record Score(String value, String interval) {}

        /**
         * The gain of the first system over this system.
         *
         * @param points the gain in points, and as a percentage of this system's score unless that is zero
         * @param kind as in {@link Headline}, or none for the first system itself
         */
        public record Gain(String points, String verdict, String kind) {
            static final Gain NONE = new Gain("", "", "none");
        }
    }

    /** A table whose first column contains row headings. It is omitted if there are no rows. */
    public record Grid(String caption, List<Column> columns, List<List<String>> rows) {
        private static final int PRINTED = 12;

        /** Returns the number of rows that are printed. The screen shows all rows. */
        public int printed() {
            return PRINTED;
        }

        public boolean present() {
            return !rows.isEmpty();
        }
    }

    /**
     * A column of a table.
     *
     * @param number whether the column contains numbers, which are right-aligned
     */
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
        /**
         * A row of the matrix.
         *
         * @param right the right label
         */
        public record MatrixRow(String right, List<Cell> cells) {}

        /**
         * A cell of the matrix.
         *
         * @param shade the cell's share of the row, from 0 to 5
         */
        public record Cell(int count, int shade, boolean diagonal) {}
    }

    public record Fact(String name, String value) {}

    public record Facts(String title, List<Fact> facts) {}

    /** Records with all answers side by side. */
    public record Items(String id, String title, String explanation, List<Item> items) {}

    /**
     * A record.
     *
     * @param tail the end of a long prompt, which contains the question; null if the prompt is short
     */
    public record Item(String id, String prompt, @Nullable String tail, String reference, List<Answered> answers) {}

    /**
     * A system's answer.
     *
     * @param failure the reason that there is no answer; null if there is one
     */
    public record Answered(
            int colour,
            String system,
            String score,
            List<AnswerDiff.Piece> pieces,
            @Nullable String failure) {}

    /** A group of failures with advice. */
    public record Improvement(String title, String advice, List<Case> cases) {}

    /** A failure with the most similar training examples. */
    public record Case(String id, String prompt, String right, String given, List<TrainingExample> nearest) {}
}
