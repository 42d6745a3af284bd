package io.github.bedrockfinetuning.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * Text functions with the semantics of Python's {@code str} and {@code re}. The published metrics are Python programs,
 * and Java defines white space, word characters, and lower case differently, in some cases differently between JDK
 * versions.
 */
final class PythonText {
    private PythonText() {}

    /** Returns whether {@code str.isspace}, {@code str.split}, and {@code \s} treat a character as white space. */
    static boolean isSpace(int c) {
        if (c <= 0x20) {
            return c == 0x20 || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F);
        }
        if (c < 0x85) {
            return false;
        }
        return c == 0x85
                || c == 0xA0
                || c == 0x1680
                || (c >= 0x2000 && c <= 0x200A)
                || c == 0x2028
                || c == 0x2029
                || c == 0x202F
                || c == 0x205F
                || c == 0x3000;
    }

    /**
     * Returns whether {@code \w} matches a character. It matches letters, all kinds of numbers, and the underscore,
     * but no combining marks.
     */
    static boolean isWord(int c) {
        if (c < 0x80) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        }
        switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER:
            case Character.LOWERCASE_LETTER:
            case Character.TITLECASE_LETTER:
            case Character.MODIFIER_LETTER:
            case Character.OTHER_LETTER:
            case Character.DECIMAL_DIGIT_NUMBER:
            case Character.LETTER_NUMBER:
            case Character.OTHER_NUMBER:
                return true;
            default:
                return false;
        }
    }

    /** Returns whether {@code \d} matches a character. It matches decimal digits in every script. */
    static boolean isDigit(int c) {
        return c < 0x80 ? c >= '0' && c <= '9' : Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER;
    }

    /**
     * Returns whether {@code string.punctuation} contains a character. It contains ASCII only, so no curly quotes,
     * dashes, or full-width forms.
     */
    static boolean isPunctuation(int c) {
        return (c >= 0x21 && c <= 0x2F)
                || (c >= 0x3A && c <= 0x40)
                || (c >= 0x5B && c <= 0x60)
                || (c >= 0x7B && c <= 0x7E);
    }

    /** {@code str.split()}. */
    static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i < text.length(); i++) {
            // All of Python's white space is in the Basic Multilingual Plane, and surrogates are not white space.
            if (isSpace(text.charAt(i))) {
                if (start >= 0) {
                    words.add(text.substring(start, i));
                    start = -1;
                }
            } else if (start < 0) {
                start = i;
            }
        }
        if (start >= 0) {
            words.add(text.substring(start));
        }
        return words;
    }

    /** {@code str.strip()}. */
    static String strip(String text) {
        int from = 0;
        while (from < text.length() && isSpace(text.charAt(from))) {
            from++;
        }
        return stripEnd(text.substring(from));
    }

    /** {@code str.rstrip()}. */
    static String stripEnd(String text) {
        int to = text.length();
        while (to > 0 && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(0, to);
    }

    /** {@code str.lower()}. Around a sigma, Python checks the adjacent letters, but Java checks for word boundaries. */
    static String lower(String text) {
        int i = 0;
        while (i < text.length() && isLowerAlready(text.charAt(i))) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        StringBuilder lower = new StringBuilder(text.length() + 2).append(text, 0, i);
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (c < 0x80) {
                lower.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c));
            } else if (c == 0x130) {
                lower.append("i\u0307");
            } else if (c == 0x3A3) {
                lower.append(isFinalSigma(text, i) ? '\u03C2' : '\u03C3');
            } else {
                lower.appendCodePoint(Character.toLowerCase(c));
            }
            i += Character.charCount(c);
        }
        return lower.toString();
    }

    private static boolean isLowerAlready(char c) {
        return c < 0x80 && (c < 'A' || c > 'Z');
    }

    private static boolean isFinalSigma(String text, int at) {
        int before = at;
        while (before > 0 && isCaseIgnorable(text.codePointBefore(before))) {
            before -= Character.charCount(text.codePointBefore(before));
        }
        if (before == 0 || !isCased(text.codePointBefore(before))) {
            return false;
        }
        int after = at + 1;
        while (after < text.length() && isCaseIgnorable(text.codePointAt(after))) {
            after += Character.charCount(text.codePointAt(after));
        }
        return after == text.length() || !isCased(text.codePointAt(after));
    }

    private static boolean isCased(int c) {
        return Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
    }

    /**
     * Returns whether a character has Unicode's Case_Ignorable property, which applies to some categories and to the
     * punctuation marks that occur inside words.
     */
    private static boolean isCaseIgnorable(int c) {
        switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK:
            case Character.ENCLOSING_MARK:
            case Character.FORMAT:
            case Character.MODIFIER_LETTER:
            case Character.MODIFIER_SYMBOL:
                return true;
            default:
                return "'.:\u00B7\u0387\u055F\u05F4\u2018\u2019\u2024\u2027\uFE13\uFE52\uFE55\uFF07\uFF0E\uFF1A"
                                .indexOf(c)
                        >= 0;
        }
    }

    /** Compares strings by code point, in the same order as {@code sorted()}. Java compares UTF-16 units. */
    static int compare(String a, String b) {
        int i = 0;
        int length = Math.min(a.length(), b.length());
        while (i < length) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // Surrogates represent code points above the Basic Multilingual Plane, so they sort after the rest of
                // it.
                boolean surrogateX = Character.isSurrogate(x);
                boolean surrogateY = Character.isSurrogate(y);
                if (surrogateX != surrogateY) {
                    return Integer.compare(codePoint(a, i), codePoint(b, i));
                }
                return x - y;
            }
            i++;
        }
        return a.length() - b.length();
    }

    private static int codePoint(String text, int i) {
        boolean low =
                Character.isLowSurrogate(text.charAt(i)) && i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        return text.codePointAt(low ? i - 1 : i);
    }
}
