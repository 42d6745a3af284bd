package io.github.bedrockfinetuning.local.demonstration;

/** The channel of a message. It determines the style and the number of typing errors. */
enum Channel {
    /** An email with a greeting, a closing, several sentences, and few typing errors. */
    EMAIL("email", 0.8, 0.9, 0.004),

    /** A chat message: short, in lowercase, with abbreviations and many typing errors. */
    CHAT("chat", 0.35, 0.3, 0.02),

    /** A message from the shop's contact form, without a greeting. */
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

    /** Returns the value of the {@code channel} field in test records. */
    String id() {
        return id;
    }

    /** Returns the probability of a greeting. The probability of a closing is the same and independent. */
    double greeted() {
        return greeted;
    }

    /** Returns the probability that an unrelated sentence precedes or follows the request. */
    double context() {
        return context;
    }

    /** Returns the probability of a typing error per letter. */
    double slips() {
        return slips;
    }
}
