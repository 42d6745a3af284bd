package io.github.bedrockfinetuning.dataset.sensitive;

/**
 * Text with normalized numbers. Digits of all scripts become ASCII digits. ASCII letters and their full-width forms
 * become capitals. Every kind of space, hyphen, and period becomes the plain one. Invisible characters are removed.
 */
final class NumberText {
    private final String source;
    private final String plain;
    /**
     * The position in the original text of each character in the plain text, followed by one more entry for the end.
     */
    private final int[] written;

    private NumberText(String source, String plain, int[] written) {
        this.source = source;
        this.plain = plain;
        this.written = written;
    }

    static NumberText of(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int[] written = new int[text.length() + 1];
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            char as = c < 128 ? ascii((char) c) : plain(c);
            if (as != 0) {
                written[plain.length()] = i;
                plain.append(as);
            }
            i += Character.charCount(c);
        }
        written[plain.length()] = text.length();
        return new NumberText(text, plain.toString(), written);
    }

    private static char ascii(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c - 32) : c == '\t' ? ' ' : c == '\r' ? 0 : c;
    }

    /** Returns the plain equivalent of a non-ASCII character, or 0 for an invisible character. */
    private static char plain(int c) {
        switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER:
                return (char) ('0' + Character.digit(c, 10));
            case Character.SPACE_SEPARATOR:
                return ' ';
            case Character.DASH_PUNCTUATION:
                return '-';
            case Character.FORMAT:
                return 0;
            case Character.LINE_SEPARATOR:
            case Character.PARAGRAPH_SEPARATOR:
                return '\n';
            default:
                return c >= 0xFF01 && c <= 0xFF5E ? ascii((char) (c - 0xFEE0)) : sign(c);
        }
    }

    private static char sign(int c) {
        if (c == 0x2212) {
            return '-';
        }
        return c == 0xB7 || c == 0x2024 || c == 0x3002 ? '.' : c > 0xFFFF ? '\uFFFD' : (char) c;
    }

    String plain() {
        return plain;
    }

    /** Returns the position in the original text that corresponds to a character in the plain text. */
    int written(int at) {
        return written[at];
    }

    /** Returns the position in the original text at which a range of the plain text ends. */
    int writtenEnd(int end) {
        int last = written[end - 1];
        return last + 1 < written[end] && Character.isHighSurrogate(source.charAt(last)) ? last + 2 : last + 1;
    }
}
