package io.github.bedrockfinetuning.text;

import java.util.Locale;

/**
 * Makes untrusted text, such as file names, IDs, labels, field names, and messages from other programs, safe to
 * display. Characters that a terminal, a log, or a page would interpret instead of showing are escaped as in JSON,
 * for example {@code \}{@code u001b}.
 *
 * <p>These are control characters (U+0000 to U+001F, U+007F to U+009F), format characters such as bidirectional
 * overrides, zero-width characters, and tags, line and paragraph separators, fillers without a visible shape, and
 * halves of surrogate pairs.
 *
 * @see <a href="https://www.unicode.org/reports/tr36/">Unicode security considerations</a>
 */
public final class Visible {
    private static final String ELLIPSIS = "…";

    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private Visible() {}

    /** Returns the text on one line. Line breaks are also escaped. */
    public static String text(String text) {
        return escape(text, false);
    }

    /** Returns the text on one line. If it is longer than a number of characters, it is truncated with an ellipsis. */
    public static String text(String text, int longest) {
        return cut(escape(cut(text, longest), false), longest);
    }

    /** Returns the text with its line feeds preserved. Use it only for texts whose line breaks are trusted. */
    public static String lines(String text) {
        return escape(text, true);
    }

    /**
     * Returns the text for display in pages and tables. Line breaks, tabs, and the joiners of some scripts are kept.
     * All other invisible or control characters are shown as their codes, as in ⟨U+001B⟩.
     */
    public static String prose(String text) {
        StringBuilder shown = null;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            int next = i + Character.charCount(character);
            boolean hidden = isHidden(character) && !isOfProse(character, text, next);
            if (hidden && shown == null) {
                shown = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (shown != null) {
                shown.append(
                        hidden ? String.format(Locale.ROOT, "\u27e8U+%04X\u27e9", character) : text.substring(i, next));
            }
            i = next;
        }
        return shown == null ? text : shown.toString();
    }

    private static boolean isOfProse(int character, String text, int next) {
        return character == '\n'
                || character == '\t'
                || character == '\r' && next < text.length() && text.charAt(next) == '\n'
                || character == ZERO_WIDTH_NON_JOINER
                || character == ZERO_WIDTH_JOINER;
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + ELLIPSIS;
    }

    private static String escape(String text, boolean lines) {
        StringBuilder shown = null;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            int next = i + Character.charCount(character);
            boolean hidden = isHidden(character) && !(lines && character == '\n');
            if (hidden && shown == null) {
                shown = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (shown != null) {
                if (hidden) {
                    appendEscaped(text, i, next, shown);
                } else {
                    shown.append(text, i, next);
                }
            }
            i = next;
        }
        return shown == null ? text : shown.toString();
    }

    private static void appendEscaped(String text, int from, int to, StringBuilder shown) {
        for (int i = from; i < to; i++) {
            shown.append(String.format("\\u%04x", (int) text.charAt(i)));
        }
    }

    private static boolean isHidden(int character) {
        if (character >= ' ' && character < 0x7f) {
            return false;
        }
        switch (Character.getType(character)) {
            case Character.CONTROL:
            case Character.FORMAT:
            case Character.LINE_SEPARATOR:
            case Character.PARAGRAPH_SEPARATOR:
            case Character.SURROGATE:
                return true;
            default:
                return isFiller(character);
        }
    }

    /**
     * Checks whether a character is a letter or mark without a visible shape: a Hangul filler, the grapheme joiner,
     * or a Khmer inherent vowel.
     */
    private static boolean isFiller(int character) {
        return character == 0x034f
                || character == 0x115f
                || character == 0x1160
                || character == 0x17b4
                || character == 0x17b5
                || character == 0x3164
                || character == 0xffa0;
    }
}
