package io.github.bedrockfinetuning.dataset.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for any of several words in bytes, in one pass. Each word is looked for by the byte of it that is the rarest in
 * ordinary text, so that most bytes cost a single look.
 */
final class Literals {
    private final boolean[] anchors = new boolean[256];
    private final List<List<Word>> byAnchor = new ArrayList<>();

    /** @param at where the anchor stands in the word */
    private record Word(String text, byte[] bytes, int at) {
        boolean standsAround(byte[] b, int anchor, int from, int to) {
            int start = anchor - at;
            if (start < from || start + bytes.length > to) {
                return false;
            }
            for (int i = 0; i < bytes.length; i++) {
                if (b[start + i] != bytes[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    Literals(List<String> words) {
        for (int i = 0; i < anchors.length; i++) {
            byAnchor.add(new ArrayList<>(0));
        }
        for (String text : words) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            int at = 0;
            for (int i = 1; i < bytes.length; i++) {
                at = commonness(bytes[i]) < commonness(bytes[at]) ? i : at;
            }
            anchors[bytes[at] & 0xFF] = true;
            byAnchor.get(bytes[at] & 0xFF).add(new Word(text, bytes, at));
        }
    }

    private static int commonness(byte b) {
        if (b == ' ' || b >= 'a' && b <= 'z') {
            return 3;
        }
        if (b >= '0' && b <= '9' || b == '.' || b == '-') {
            return 2;
        }
        return b >= 'A' && b <= 'Z' ? 1 : 0;
    }

    /** Whether what stands behind a word that was found makes it worth a closer look. */
    interface Look {
        boolean worthwhile(String word, byte[] b, int behind, int to);
    }

    boolean anyIn(byte[] b, int from, int to) {
        return anyIn(b, from, to, (word, bytes, behind, end) -> true);
    }

    boolean anyIn(byte[] b, int from, int to, Look look) {
        boolean[] anchor = anchors;
        int i = from;
        while (i < to) {
            // Four at a time while nothing is found, which is nearly always.
            while (i + 4 <= to
                    && !(anchor[b[i] & 0xFF]
                            | anchor[b[i + 1] & 0xFF]
                            | anchor[b[i + 2] & 0xFF]
                            | anchor[b[i + 3] & 0xFF])) {
                i += 4;
            }
            for (int end = Math.min(i + 4, to); i < end; i++) {
                if (anchor[b[i] & 0xFF] && anyAround(b, i, from, to, look)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean anyAround(byte[] b, int anchor, int from, int to, Look look) {
        List<Word> words = byAnchor.get(b[anchor] & 0xFF);
        for (int w = 0; w < words.size(); w++) {
            Word word = words.get(w);
            if (word.standsAround(b, anchor, from, to)
                    && look.worthwhile(word.text(), b, anchor - word.at() + word.bytes().length, to)) {
                return true;
            }
        }
        return false;
    }

    /** The words that occur, in alphabetical order. */
    Set<String> allIn(byte[] b, int from, int to) {
        Set<String> found = new TreeSet<>();
        for (int i = from; i < to; i++) {
            if (anchors[b[i] & 0xFF]) {
                String word = wordAround(b, i, from, to);
                if (word != null) {
                    found.add(word);
                }
            }
        }
        return found;
    }

    private String wordAround(byte[] b, int anchor, int from, int to) {
        List<Word> words = byAnchor.get(b[anchor] & 0xFF);
        for (int w = 0; w < words.size(); w++) {
            if (words.get(w).standsAround(b, anchor, from, to)) {
                return words.get(w).text();
            }
        }
        return null;
    }
}
