package io.github.bedrockfinetuning.dataset.sensitive;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A private key in PEM, OpenSSH, PGP, or PuTTY format, from its first line to its last. The first line by itself is not
 * a secret: it must be followed by enough Base64 text. Line ends can be escaped once or twice, as in a JSON file inside
 * a text.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</a>
 */
final class PrivateKey implements SecretForm {
    private static final Pattern BEGIN = Pattern.compile(
            "-{4,5} ?BEGIN (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)? ?-{4,5}|PuTTY-User-Key-File-[0-9]:");
    private static final Pattern END = Pattern.compile(
            "-{4,5} ?END (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)? ?-{4,5}|Private-MAC: ?[0-9a-f]*");
    /** The maximum length of a private key, in characters. A 16,384-bit RSA key has 12,800 characters. */
    private static final int LONGEST = 20_000;
    /** The minimum number of Base64 characters in a private key. A key on the shortest curve has 44 characters. */
    private static final int LEAST = 40;

    @Override
    public String name() {
        return "a private key";
    }

    @Override
    public List<String> marks() {
        return List.of("-----BEGIN", "---- BEGIN", "PuTTY-User-Key");
    }

    @Override
    public boolean promising(byte[] b, int mark, int end, int from, int to) {
        return to - end > LEAST;
    }

    @Override
    public @Nullable Span find(String text, int mark) {
        Matcher begin = BEGIN.matcher(text).region(mark, text.length());
        if (!begin.lookingAt()) {
            return null;
        }
        int limit = Math.min(text.length(), begin.end() + LONGEST);
        Matcher end = END.matcher(text).region(begin.end(), limit);
        int to = end.find() ? end.end() : endOfBase64(text, begin.end(), limit);
        return holdsKey(text, begin.end(), end.hitEnd() || to < limit ? to : limit) ? new Span(mark, to) : null;
    }

    /** Returns the end of the Base64 text of a truncated key. */
    private static int endOfBase64(String text, int from, int to) {
        int i = from;
        while (i < to && (base64(text.charAt(i)) || Character.isWhitespace(text.charAt(i)) || text.charAt(i) == '\\')) {
            i++;
        }
        return i;
    }

    private static boolean holdsKey(String text, int from, int to) {
        int count = 0;
        long kinds = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (base64(c)) {
                count++;
                kinds |= 1L << (c & 63);
            }
        }
        return count >= LEAST && Long.bitCount(kinds) >= 8;
    }

    private static boolean base64(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '=';
    }
}
