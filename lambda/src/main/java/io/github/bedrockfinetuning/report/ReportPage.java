package io.github.bedrockfinetuning.report;

import io.github.bedrockfinetuning.answers.TrainingExample;
import java.util.List;

/**
 * Everything report.html shows, as the texts it shows: bounded and made visible already, escaped by the template engine.
 */
public record ReportPage(
        String css,
        String cssHash,
        String title,
        String notice,
        String runId,
        Headline headline,
        List<Main> main,
        Charts.Intervals chart,
        List<String> cautions,
        Grid metrics,
        Grid slices,
        Grid judge,
        List<String> judgeNotes,
        Grid general,
        Grid voice,
        Grid labelTotals,
        Grid labels,
        Grid mixups,
        Matrix matrix,
        Grid fieldTotals,
        Grid fields,
        Grid usage,
        Charts.Tradeoff tradeoff,
        List<Fact> breakEven,
        Charts.Losses losses,
        List<Improvement> improvements,
        List<Items> items,
        Grid estimate,
        List<Facts> facts,
        List<String> method) {

    /** @param kind better, worse or unshown: how the badge looks */
    public record Headline(String badge, String kind, String sentence, String metric, String records) {}

    /**
     * A row of the announcement's table.
     *
     * @param colour the number of the system's colour
     * @param relative how much more the first system scores, in percent of this one
     */
    public record Main(
            int colour,
            String system,
            String label,
            String score,
            String interval,
            String answered,
            String difference,
            String relative,
            String verdict,
            String kind) {}

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

    /** A confusion matrix; null where there are too many labels to read one. */
    public record Matrix(String caption, List<String> given, List<Line> lines) {
        /** @param right the label that was right */
        public record Line(String right, List<Cell> cells) {}

        /** @param shade 0 to 5: how much of the line */
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
