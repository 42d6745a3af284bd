package io.github.bedrockfinetuning.dataset.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Looks for any of several words in bytes, in one pass. Words have at least two bytes. */
final class Literals {
    private final List<String> words;
    private final List<byte[]> patterns = new ArrayList<>();
    /** By two neighbouring bytes: whether some word begins so. */
    private final boolean[] begins = new boolean[1 << 16];

    Literals(List<String> words) {
        this.words = List.copyOf(words);
        for (String word : words) {
            byte[] pattern = word.getBytes(StandardCharsets.UTF_8);
            patterns.add(pattern);
            begins[pair(pattern, 0)] = true;
        }
    }

    private static int pair(byte[] b, int at) {
        return (b[at] & 0xFF) << 8 | b[at + 1] & 0xFF;
    }

    /** The position of the next word at or behind {@code from}, or -1. */
    int find(byte[] b, int from, int to) {
        if (patterns.isEmpty()) {
            return -1;
        }
        for (int i = from; i + 1 < to; i++) {
            if (begins[pair(b, i)] && wordAt(b, i, to) != null) {
                return i;
            }
        }
        return -1;
    }

    /** The word that stands at a position, or null. */
    String wordAt(byte[] b, int at, int to) {
        for (int w = 0; w < patterns.size(); w++) {
            byte[] pattern = patterns.get(w);
            if (at + pattern.length <= to && matches(b, at, pattern)) {
                return words.get(w);
            }
        }
        return null;
    }

    private static boolean matches(byte[] b, int at, byte[] pattern) {
        for (int i = 0; i < pattern.length; i++) {
            if (b[at + i] != pattern[i]) {
                return false;
            }
        }
        return true;
    }
}
