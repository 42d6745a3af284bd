package io.github.bedrockfinetuning.dataset.sensitive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The format of a kind of secret. */
interface SecretForm {
    /** Returns the kind of secret, with its article. */
    String name();

    /**
     * Returns the marks of the format. Every such secret contains one of them, and the search runs only where a mark
     * occurs.
     */
    List<String> marks();

    /**
     * Performs a quick check of the bytes around a mark. The check can return false positives but no false negatives.
     */
    boolean promising(byte[] b, int mark, int end, int from, int to);

    /** Returns the secret whose mark begins at the specified position, or null if there is none. */
    @Nullable
    Span find(String text, int mark);

    /** A range of text. */
    record Span(int start, int end) {}
}
