package io.github.bedrockfinetuning.local.demonstration;

/** Where a message comes from, which is how carefully it is written. */
enum Channel {
    /** Greeted, signed off, several sentences, few slips. */
    EMAIL("email", 0.8, 0.9, 0.004),

    /** Short, small letters, abbreviations, many slips. */
    CHAT("chat", 0.35, 0.3, 0.02),

    /** The shop's contact form: no greeting, straight to the point. */
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

    /** The value of the test records' field {@code channel}. */
    String id() {
        return id;
    }

    /** How often it begins with a greeting, and, by itself, ends with thanks. */
    double greeted() {
        return greeted;
    }

    /** How often a sentence stands before or after the request that has little to do with it. */
    double context() {
        return context;
    }

    /** Typing errors a letter. */
    double slips() {
        return slips;
    }
}
