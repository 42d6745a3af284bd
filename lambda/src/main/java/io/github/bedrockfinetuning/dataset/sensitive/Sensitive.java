package io.github.bedrockfinetuning.dataset.sensitive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A range of text that must not be shown.
 *
 * @param kind the kind of value, with its article
 * @param digest the first eight hexadecimal digits of its SHA-256 hash, to distinguish two values without showing them
 */
public record Sensitive(String kind, int start, int end, String digest) {
    static Sensitive of(String kind, String text, int start, int end) {
        return new Sensitive(kind, start, end, digest(text.substring(start, end)));
    }

    /** Returns the kind of value, as a placeholder for the value. */
    String placeholder() {
        return "[" + kind.substring(kind.indexOf(' ') + 1) + "]";
    }

    private static String digest(String value) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
