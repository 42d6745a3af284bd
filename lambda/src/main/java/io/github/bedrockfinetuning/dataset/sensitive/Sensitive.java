package io.github.bedrockfinetuning.dataset.sensitive;

import io.github.bedrockfinetuning.text.Sha256;

/**
 * A range of text that must not be shown.
 *
 * @param kind the kind of value, with its article
 * @param digest the first eight hexadecimal digits of its SHA-256 hash, to distinguish two values without showing them
 */
public record Sensitive(String kind, int start, int end, String digest) {
    static Sensitive of(String kind, String text, int start, int end) {
        return new Sensitive(kind, start, end, Sha256.hex(text.substring(start, end), 4));
    }

    /** Returns the kind of value, as a placeholder for the value. */
    String placeholder() {
        return "[" + kind.substring(kind.indexOf(' ') + 1) + "]";
    }
}
