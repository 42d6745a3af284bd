package io.github.bedrockfinetuning.local.demonstration;

/** The channel of a message, which determines how carefully it is written. */
enum Channel {
    /** With greeting and closing, several sentences, few typing errors. */
    EMAIL("email", 0.8, 0.9, 0.004),

    /** Short, lower case, abbreviations, many typing errors. */
    CHAT("chat", 0.35, 0.3, 0.02),

    /** The contact form of the shop: no greeting. */
    FORM("form", 0, 0.5, 0.01);

    private final String id;
    private final double greeted;
    private final double context;
    private final double slips;

    Channel(String id, double greeted, double context, double slips) {
        this.id = id;
        this.greeted = greeted;
        this.context = context;
        this.slips = slips;
    }

    /** The value of the field {@code channel} in test records. */
    String id() {
        return id;
    }

    /** The probability of a greeting and, independently, of a closing. */
    double greeted() {
        return greeted;
    }

    /** The probability of an unrelated sentence before or after the request. */
    double context() {
        return context;
    }

    /** The probability of a typing error per letter. */
    double slips() {
        return slips;
    }
}
