package io.github.bedrockfinetuning.metrics;

/**
 * A metric as users see it. docs/METRICS.md lists every definition.
 *
 * @param name the name in {@code run.json} and in {@code report.json}
 * @param title the name in the report's sentences and headings
 * @param unit what is compared
 * @param measures how the score is calculated
 * @param use when to choose the metric
 * @param source the paper or reference implementation that defines it
 */
public record MetricDefinition(String name, String title, Unit unit, String measures, String use, String source) {

    /** What a metric compares. */
    public enum Unit {
        ANSWER("the whole answer"),
        /** Words between spaces: such a metric cannot grade text in a script that has no spaces between words. */
        WORDS("words between spaces"),
        ALPHANUMERIC_RUNS("runs of the letters a to z and digits"),
        CHARACTERS("characters"),
        FIELDS("fields of a JSON document");

        private final String text;

        Unit(String text) {
            this.text = text;
        }

        /** As docs/METRICS.md names it. */
        public String text() {
            return text;
        }
    }
}
