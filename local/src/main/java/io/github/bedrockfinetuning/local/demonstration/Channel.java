package io.github.bedrockfinetuning.local.demonstration;

/** The channel of a message, which determines its style and the number of typing errors. */
enum Channel {
    /** An email: greeting and closing, several sentences, few typing errors. */
    EMAIL("email", 0.8, 0.9, 0.004),

    /** A chat message: short, lowercase, with abbreviations and many typing errors. */
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

    /** Returns the value of the field {@code channel} in test records. */
    String id() {
        return id;
    }

    /** Returns the probability of a greeting and, independently, of a closing. */
    double greeted() {
        return greeted;
    }

    /** Returns the probability of an unrelated sentence before or after the request. */
    double context() {
        return context;
    }

    /** Returns the probability of a typing error per letter. */
    double slips() {
        return slips;
    }
}
