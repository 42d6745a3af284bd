package io.github.bedrockfinetuning.metrics;

/**
 * The definition of a metric, as shown to users. docs/METRICS.md lists every definition.
 *
 * @param name the name in {@code run.json} and {@code report.json}
 * @param title the name in the report's sentences and headings
 * @param unit the unit that is compared
 * @param measures the calculation of the score
 * @param use the purpose for which to choose the metric
 * @param source the paper or reference implementation that defines the metric
 */
public record MetricDefinition(String name, String title, Unit unit, String measures, String use, String source) {

    /** The unit that a metric compares. */
    public enum Unit {
        ANSWER("the whole answer"),
        /**
         * Words that are separated by spaces. Such a metric cannot grade text in a script that has no spaces between
         * words.
         */
        WORDS("words between spaces"),
        ALPHANUMERIC_RUNS("sequences of the letters a to z and digits"),
        CHARACTERS("characters"),
        FIELDS("fields of a JSON document");

        private final String text;

        Unit(String text) {
            this.text = text;
        }

        /** Returns the name of the unit in docs/METRICS.md. */
        public String text() {
            return text;
        }
    }
}
