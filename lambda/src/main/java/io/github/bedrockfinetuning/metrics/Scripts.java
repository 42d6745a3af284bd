package io.github.bedrockfinetuning.metrics;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Determines whether strings are in scripts without spaces between words, where splitting at spaces does not produce
 * words.
 */
public final class Scripts {
    /**
     * The scripts for which <a href="https://www.unicode.org/reports/tr14/">Unicode's line breaking algorithm</a>
     * allows line breaks between ideographs (ID) or requires a dictionary (SA).
     */
    private static final Set<UnicodeScript> WITHOUT_SPACES = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.YI,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR,
            UnicodeScript.TIBETAN,
            UnicodeScript.TAI_LE,
            UnicodeScript.NEW_TAI_LUE,
            UnicodeScript.TAI_THAM,
            UnicodeScript.TAI_VIET,
            UnicodeScript.JAVANESE,
            UnicodeScript.BALINESE);

    private Scripts() {}

    /** Returns whether more than half of all letters are in such scripts. */
    public static boolean withoutSpaces(List<String> texts) {
        long letters = 0;
        long without = 0;
        for (String text : texts) {
            for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
                int c = text.codePointAt(i);
                if (Character.isLetter(c)) {
                    letters++;
                    without += WITHOUT_SPACES.contains(UnicodeScript.of(c)) ? 1 : 0;
                }
            }
        }
        return 2 * without > letters;
    }
}
