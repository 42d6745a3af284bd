package io.github.bedrockfinetuning.local.prove;

/**
 * How an experiment ended.
 *
 * @param seen what was seen, or why it was not tried
 */
record Finding(Result result, String seen) {
    /** How an experiment can end. */
    enum Result {
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

    static Finding contradicted(String seen) {
        return new Finding(Result.CONTRADICTED, seen);
    }

    static Finding notTried(String why) {
        return new Finding(Result.NOT_TRIED, why);
    }

    /** Confirmed if so. */
    static Finding of(boolean confirmed, String seen) {
        return confirmed ? confirmed(seen) : contradicted(seen);
    }
}
