package io.github.bedrockfinetuning.dataset.sensitive;

import java.util.List;

/** What is looked for in texts. */
public interface Detector {
    /** A quick look at UTF-8, which may be wrong only in saying yes. */
    boolean mayHold(byte[] bytes, int from, int to);

    /** Everything that a text holds. */
    List<Sensitive> in(String text);
}
