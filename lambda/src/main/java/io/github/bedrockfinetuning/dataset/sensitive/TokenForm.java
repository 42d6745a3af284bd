package io.github.bedrockfinetuning.dataset.sensitive;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A secret that is described by a regular expression.
 *
 * @param name the kind of secret, with its article
 * @param marks the marks, of which every such secret contains one; the pattern is tried only where a mark occurs
 * @param before the number of characters of the secret before its mark
 * @param behind the minimum number of token characters after the mark
 * @param pattern the pattern; its group, or the whole match if it has no group, is the secret
 * @param proof checks whether a match can be a secret
 */
record TokenForm(String name, List<String> marks, int before, int behind, Pattern pattern, Predicate<String> proof)
        implements SecretForm {
    /**
     * The boundary before a token: the beginning of a word, or the end of an escape sequence such as {@code \n} or
     * {@code %3D}. A token is tried only at its own beginning. Otherwise, a token with many possible beginnings would
     * take quadratic time.
     */
    private static final String BOUND = "(?:(?<![A-Za-z0-9_-])|(?<=\\\\[nrt])|(?<=%[0-9A-Fa-f]{2}))";

    static final String WORD = "[A-Za-z0-9]";
    static final String WORD_OR_DASH = "[A-Za-z0-9_-]";
    static final String HEX = "[0-9a-fA-F]";

    /**
     * Creates a format for tokens that consist of one of the prefixes and the specified number of characters from an
     * alphabet.
     */
    static TokenForm token(String name, String alphabet, int least, int most, String... prefixes) {
        return form(
                name,
                List.of(prefixes),
                least,
                anyOf(prefixes) + alphabet + "{" + least + "," + most + "}" + "(?!" + alphabet + ")");
    }

    /** Creates a format for a regular expression that begins with one of its marks. */
    static TokenForm form(String name, List<String> marks, int behind, String regex) {
        return new TokenForm(name, marks, 0, behind, Pattern.compile(BOUND + regex), secret -> true);
    }

    /** Creates a format for a regular expression with the mark in the middle. */
    static TokenForm around(String name, String mark, int before, int behind, String regex) {
        return new TokenForm(name, List.of(mark), before, behind, Pattern.compile(BOUND + regex), secret -> true);
    }

    /** Creates a format for a mark at any position, followed by a secret in a capturing group. */
    static TokenForm behind(String name, List<String> marks, int behind, String regex) {
        return new TokenForm(name, marks, 0, behind, Pattern.compile(regex), secret -> true);
    }

    TokenForm provenBy(Predicate<String> wanted) {
        return new TokenForm(name, marks, before, behind, pattern, wanted);
    }

    private static String anyOf(String... prefixes) {
        return "(?:"
                + String.join(
                        "|", List.of(prefixes).stream().map(Pattern::quote).toList()) + ")";
    }

    /** Checks whether a secret contains both digits and letters, which is rare in words. */
    static boolean mixed(String secret) {
        return secret.chars().anyMatch(c -> c >= '0' && c <= '9')
                && secret.chars().anyMatch(c -> c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z');
    }

    @Override
    public boolean promising(byte[] b, int mark, int end, int from, int to) {
        return mark - before >= from
                && end + behind <= to
                && allOfTokens(b, mark - before, mark)
                && allOfTokens(b, end, end + behind);
    }

    private static boolean allOfTokens(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            byte c = b[i];
            if (c <= ' ' || c == '"' || c == '\'' || c == '<' || c == '>' || c == '(' || c == ')' || c == ',') {
                return false;
            }
        }
        return true;
    }

    @Override
    public @Nullable Span find(String text, int mark) {
        Matcher matcher = pattern.matcher(text).useTransparentBounds(true).region(mark - before, text.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        int group = matcher.groupCount();
        return matcher.start(group) >= 0 && proof.test(matcher.group(group))
                ? new Span(matcher.start(group), matcher.end(group))
                : null;
    }
}
