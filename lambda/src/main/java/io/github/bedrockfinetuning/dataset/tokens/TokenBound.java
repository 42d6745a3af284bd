package io.github.bedrockfinetuning.dataset.tokens;

/**
 * Computes the maximum number of tokens in text. Byte-level BPE, which all models in the catalog with a published
 * tokenizer use, never produces more tokens than there are bytes in UTF-8. Below that limit, each kind of character
 * has its cost in the Llama 3 vocabulary for the least favorable text, such as random letters and single digits. Only
 * English prose, recognized by its short function words, has a lower cost. Tokens that chat templates add are not
 * counted.
 *
 * @see <a href="https://github.com/meta-llama/llama3/blob/main/llama/tokenizer.py">Llama 3's tokenizer</a>
 */
public final class TokenBound {
    /** One token, in hundredths of a token, which is the unit of all costs in this class. */
    private static final int ONE = 100;

    private static final int LETTER = 50;
    private static final int WORD = 50;
    /** The cost of the beginning of a word in a name such as {@code card_payment_fee}. */
    private static final int JOINED_WORD = 20;

    private static final int UNLIKELY_PAIR = 15;

    private static final int ENGLISH_LETTER = 36;
    private static final int ENGLISH_WORD = 30;
    /** The number of letters after which an English word often has an ending such as -ation. */
    private static final int LONG = 8;

    private static final int ENGLISH_UNLIKELY_PAIR = 30;
    /**
     * The maximum number of words per short function word in English prose. In other text, short function words are
     * less frequent.
     */
    private static final int SMALL_WORDS = 5;

    private static final int FURTHER_SIGN = 80;
    private static final int REPEATED_SIGN = 55;
    private static final int SPACE_BEFORE_WORD = 10;
    private static final int FURTHER_SPACE = 6;
    private static final int MANY_SPACES = 2;
    private static final int FEW = 16;
    private static final int FURTHER_WHITE = 36;

    private final String text;
    private long english;
    private long other;
    private int words;
    private int smallWords;
    private int at;

    private TokenBound(String text) {
        this.text = text;
    }

    /** Returns the maximum number of tokens, in hundredths of a token. */
    public static long of(String text) {
        TokenBound bound = new TokenBound(text);
        bound.read();
        boolean prose = bound.words > 0 && bound.smallWords * SMALL_WORDS >= bound.words;
        return prose ? bound.english : bound.other;
    }

    private void read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (letter(c)) {
                word();
            } else if (c == ' ' || c >= '\t' && c <= '\r') {
                white();
            } else if (c >= '0' && c <= '9') {
                count(ONE);
                at++;
            } else if (c > ' ' && c < 0x7F) {
                signs();
            } else {
                int point = text.codePointAt(at);
                count(CharacterCost.of(point));
                at += Character.charCount(point);
            }
        }
    }

    private void count(int cost) {
        english += cost;
        other += cost;
    }

    /**
     * Reads a word that consists of ASCII letters in one case, or of a capital letter followed by lowercase letters.
     */
    private void word() {
        int start = at;
        boolean capital = upper(text.charAt(at++));
        boolean capitals = capital && at < text.length() && upper(text.charAt(at));
        int unlikely = 0;
        while (at < text.length() && (capitals ? upper(text.charAt(at)) : lower(text.charAt(at)))) {
            unlikely += Letters.likely(text.charAt(at - 1), text.charAt(at)) ? 0 : 1;
            at++;
        }
        int length = at - start;
        boolean alone = !behindLetter(start) && !beforeLetter(at);
        int begin = length > 2 && alone && joined(start, at) ? JOINED_WORD : alone || !behindAccent(start) ? WORD : 0;
        int most = Math.min(length * ONE, length * LETTER + begin + unlikely * UNLIKELY_PAIR);
        other += most;
        words += alone ? 1 : 0;
        if (alone && Letters.smallWord(text, start, at)) {
            smallWords++;
            english += ONE;
        } else if (alone) {
            int letters = Math.min(length, LONG) * ENGLISH_LETTER + Math.max(0, length - LONG) * ENGLISH_LETTER / 2;
            english += Math.min(length * ONE, letters + ENGLISH_WORD + unlikely * ENGLISH_UNLIKELY_PAIR);
        } else {
            english += most;
        }
    }

    private boolean joined(int start, int end) {
        return start > 0 && text.charAt(start - 1) == '_' || end < text.length() && text.charAt(end) == '_';
    }

    private boolean behindLetter(int start) {
        return start > 0 && Character.isLetterOrDigit(text.charAt(start - 1));
    }

    private boolean behindAccent(int start) {
        return start > 0 && text.charAt(start - 1) > 0x7F && Character.isLetter(text.charAt(start - 1));
    }

    private boolean beforeLetter(int end) {
        return end < text.length() && Character.isLetterOrDigit(text.charAt(end));
    }

    private void signs() {
        int start = at;
        while (at < text.length() && sign(text.charAt(at))) {
            boolean repeated = at - start >= 4
                    && text.charAt(at) == text.charAt(at - 1)
                    && text.charAt(at) == text.charAt(at - 2)
                    && text.charAt(at) == text.charAt(at - 3);
            count(at == start ? ONE : repeated ? REPEATED_SIGN : FURTHER_SIGN);
            at++;
        }
    }

    private void white() {
        int start = at;
        boolean spaces = true;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) >= '\t' && text.charAt(at) <= '\r')) {
            spaces &= text.charAt(at) == ' ';
            at++;
        }
        int length = at - start;
        boolean before = spaces && at < text.length() && !(text.charAt(at) >= '0' && text.charAt(at) <= '9');
        if (before && length == 1 && !standsAlone()) {
            count(SPACE_BEFORE_WORD);
        } else {
            int further = length - 1;
            count(ONE
                    + (spaces
                            ? Math.min(further, FEW) * FURTHER_SPACE + Math.max(0, further - FEW) * MANY_SPACES
                            : further * FURTHER_WHITE));
        }
    }

    /** Checks whether the space before a character that is encoded byte by byte is a separate token. */
    private boolean standsAlone() {
        return text.charAt(at) > 0x7F && CharacterCost.of(text.codePointAt(at)) >= 2 * ONE;
    }

    private static boolean sign(char c) {
        return c > ' ' && c < 0x7F && !letter(c) && !(c >= '0' && c <= '9');
    }

    private static boolean letter(char c) {
        return lower(c) || upper(c);
    }

    private static boolean lower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean upper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
