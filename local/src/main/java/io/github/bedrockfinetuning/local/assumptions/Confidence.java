package io.github.bedrockfinetuning.local.assumptions;

/** How sure it is that AWS behaves as an {@link Assumption} says. */
public enum Confidence {
    /** A page of AWS's documentation, or AWS's API model, says so. */
    DOCUMENTED("documented"),

    /** Code that AWS publishes does so, or people report it. */
    REPORTED("sample or report"),

    /** It follows from what is documented, but no page says so. */
    INFERRED("inferred"),

    /** Nothing says so, nor that it is otherwise. */
    UNKNOWN("unknown");

    private final String text;

    Confidence(String text) {
        this.text = text;
    }

    /** In words, as documents have it. */
    public String text() {
        return text;
    }
}
