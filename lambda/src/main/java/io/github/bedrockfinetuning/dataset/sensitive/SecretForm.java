package io.github.bedrockfinetuning.dataset.sensitive;

import java.util.List;

/** How a kind of secret is written, and found. */
interface SecretForm {
    /** What it is, with its article. */
    String name();

    /** Every such secret has one of these; it is looked for where one stands, and nowhere else. */
    List<String> marks();

    /** A quick look around a mark in bytes, which may be wrong only in saying yes. */
    boolean promising(byte[] b, int mark, int end, int from, int to);

    /** The secret at a mark that begins there; null if there is none. */
    Span find(String text, int mark);

    /** A stretch of text. */
    record Span(int start, int end) {}
}
