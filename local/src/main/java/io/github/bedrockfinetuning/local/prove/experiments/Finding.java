package io.github.bedrockfinetuning.local.prove.experiments;

/**
 * The result of an experiment.
 *
 * @param seen the observation, or the reason why the experiment was not run
 */
public record Finding(Result result, String seen) {
    /** The possible results of an experiment. */
    public enum Result {
        CONFIRMED("confirmed"),
        CONTRADICTED("contradicted"),
        NOT_TRIED("not tried");

        private final String text;

        Result(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static Finding confirmed(String seen) {
        return new Finding(Result.CONFIRMED, seen);
    }

    public static Finding contradicted(String seen) {
        return new Finding(Result.CONTRADICTED, seen);
    }

    public static Finding notTried(String why) {
        return new Finding(Result.NOT_TRIED, why);
    }

    /** Creates a finding whose result is confirmed or contradicted. */
    static Finding of(boolean confirmed, String seen) {
        return confirmed ? confirmed(seen) : contradicted(seen);
    }
}
