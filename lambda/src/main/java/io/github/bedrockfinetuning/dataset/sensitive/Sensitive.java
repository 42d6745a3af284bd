package io.github.bedrockfinetuning.dataset.sensitive;

import io.github.bedrockfinetuning.text.Sha256;

/**
 * A range of text that must not be shown.
 *
 * @param kind the kind of value, with its article
 * @param fingerprint eight hexadecimal digits that identify the value, or its context, without showing it
 */
public record Sensitive(String kind, int start, int end, String fingerprint) {
    private static final int FINGERPRINT_BYTES = 4;

    static Sensitive of(String kind, String text, int start, int end) {
        return new Sensitive(kind, start, end, fingerprint(text.substring(start, end)));
    }

    /** Returns the first eight hexadecimal digits of the SHA-256 hash of a string. */
    static String fingerprint(String text) {
        return Sha256.hex(text, FINGERPRINT_BYTES);
    }

    /** Returns the kind of value, without its article. */
    public String shortKind() {
        return Kinds.withoutArticle(kind);
    }

    /** Returns the kind of value, as a placeholder for the value. */
    String placeholder() {
        return "[" + shortKind() + "]";
    }
}
