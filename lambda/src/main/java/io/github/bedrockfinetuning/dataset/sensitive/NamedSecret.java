package io.github.bedrockfinetuning.dataset.sensitive;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A secret without a recognizable format, which is identified by the name before it, as in an assignment.
 *
 * @param name the kind of secret, with its article
 * @param marks the last words of the names
 * @param least the minimum number of characters without spaces after a mark that ends with a symbol or a space
 * @param pattern a pattern that begins at the mark; its last group is the secret
 * @param proof checks whether the group can be a secret
 */
record NamedSecret(String name, List<String> marks, int least, Pattern pattern, Predicate<String> proof)
        implements SecretForm {
    /** The maximum distance from the name to the assignment operator, in bytes. */
    private static final int SIGN_WITHIN = 7;

    @Override
    public boolean promising(byte[] b, int mark, int end, int from, int to) {
        byte last = b[end - 1];
        if (last == '=' || last == ' ') {
            return end + least <= to && noneEnds(b, end, end + least);
        }
        for (int i = end; i < Math.min(to, end + SIGN_WITHIN) && !isLetter(b[i]); i++) {
            if (b[i] == '=' || b[i] == ':') {
                return true;
            }
        }
        return end + 2 < to && b[end] == ' ' && b[end + 1] == 'i' && b[end + 2] == 's';
    }

    @Override
    public @Nullable Span find(String text, int mark) {
        Matcher matcher = pattern.matcher(text).useTransparentBounds(true).region(mark, text.length());
        int group = matcher.groupCount();
        return matcher.lookingAt() && proof.test(matcher.group(group))
                ? new Span(matcher.start(group), matcher.end(group))
                : null;
    }

    private static boolean noneEnds(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] <= ' ') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
    }
}
