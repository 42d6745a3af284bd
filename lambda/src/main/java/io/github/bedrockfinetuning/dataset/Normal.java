package io.github.bedrockfinetuning.dataset;

import java.text.Normalizer;
import java.util.Locale;

/** Texts without what does not make them different questions. */
final class Normal {
    private Normal() {}

    /** The same but for case, white space and the forms that Unicode holds equivalent: the same question. */
    static long same(Example example) {
        return hash(example, false);
    }

    /** The same also but for punctuation: so near that both must stand on one side of a split. */
    static long near(Example example) {
        return hash(example, true);
    }

    private static long hash(Example example, boolean wordsOnly) {
        long hash = 0;
        for (Turn turn : example.question()) {
            hash = Hash.of(normal(turn.text(), wordsOnly), hash + turn.role().length());
        }
        return hash;
    }

    static String normal(String text, boolean wordsOnly) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder normal = new StringBuilder(folded.length());
        boolean gap = false;
        for (int i = 0; i < folded.length(); ) {
            int c = folded.codePointAt(i);
            i += Character.charCount(c);
            if (wordsOnly ? !Character.isLetterOrDigit(c) && !mark(c) : space(c)) {
                gap = normal.length() > 0;
            } else {
                if (gap) {
                    normal.append(' ');
                    gap = false;
                }
                normal.appendCodePoint(c);
            }
        }
        return normal.length() == 0 && wordsOnly ? normal(text, false) : normal.toString();
    }

    /** Vowel signs and the like are parts of words in many scripts. */
    private static boolean mark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean space(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }
}
