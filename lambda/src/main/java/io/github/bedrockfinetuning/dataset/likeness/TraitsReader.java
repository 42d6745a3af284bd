package io.github.bedrockfinetuning.dataset.likeness;

import io.github.bedrockfinetuning.dataset.json.Tape;

/** Reads the traits of records. For long texts, reads only the beginning and the last line. */
public final class TraitsReader {
    /** The number of bytes that are used to detect the language. */
    private static final int BEGINNING = 256;

    private static final int WORDS = 12;

    private final Languages languages = new Languages();
    private int length;
    private long opening;
    private int openingWords;
    private long ending;

    public void clear() {
        languages.clear();
        length = 0;
        opening = 0;
        openingWords = 0;
        ending = 0;
    }

    /** Adds the text of a user turn. */
    public void add(Tape.Utf8 text, int characters) {
        byte[] bytes = text.bytes();
        length += characters;
        languages.add(bytes, text.from(), Math.min(text.to(), text.from() + BEGINNING));
        if (openingWords < WORDS) {
            opening |= words(bytes, text.from(), Math.min(text.to(), text.from() + BEGINNING), WORDS - openingWords);
            openingWords += WORDS;
        }
        ending = words(bytes, lastLine(bytes, text.from(), text.to()), text.to(), Integer.MAX_VALUE);
    }

    private static int lastLine(byte[] b, int from, int to) {
        int i = to;
        while (i > from && b[i - 1] <= ' ' && b[i - 1] >= 0) {
            i--;
        }
        while (i > from && b[i - 1] != '\n' && to - i < BEGINNING) {
            i--;
        }
        return i;
    }

    private static long words(byte[] b, int from, int to, int most) {
        long bits = 0;
        int hash = 0;
        int words = 0;
        for (int i = from; i < to && words < most; i++) {
            int c = b[i];
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c < 0) {
                hash = (hash + c) * 0x9E3779B1;
            } else if (c >= 'A' && c <= 'Z') {
                hash = (hash + (c | 0x20)) * 0x9E3779B1;
            } else if (hash != 0) {
                bits |= 1L << (hash >>> 26);
                hash = 0;
                words++;
            }
        }
        return hash == 0 ? bits : bits | 1L << (hash >>> 26);
    }

    /**
     * @param answerLength in characters
     * @param label a hash, or {@link Traits#NO_LABEL}
     */
    public Traits traits(int answerLength, long label) {
        return new Traits(length, answerLength, languages.language(), opening, ending, label);
    }
}
