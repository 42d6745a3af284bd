package io.github.bedrockfinetuning.local.prove.experiments;

/**
 * How an experiment ended.
 *
 * @param seen what was seen, or why it was not tried
 */
public record Finding(Result result, String seen) {
    /** How an experiment can end. */
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

    /** Confirmed if so. */
    static Finding of(boolean confirmed, String seen) {
        return confirmed ? confirmed(seen) : contradicted(seen);
    }
}
