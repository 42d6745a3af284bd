package io.github.bedrockfinetuning.dataset.sensitive;

import java.util.List;

/** Searches text for sensitive values. */
public interface Detector {
    /** Performs a quick check of UTF-8 text. The check can return false positives but no false negatives. */
    boolean mayHold(byte[] bytes, int from, int to);

    /** Returns all sensitive values in a string. */
    List<Sensitive> in(String text);
}
