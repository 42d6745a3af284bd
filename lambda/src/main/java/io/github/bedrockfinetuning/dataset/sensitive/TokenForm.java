package io.github.bedrockfinetuning.dataset.sensitive;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A secret that a regular expression describes.
 *
 * @param name what it is, with its article
 * @param marks of which every such secret has one; the pattern is tried where one stands, and nowhere else
 * @param before how many characters of the secret stand before its mark
 * @param behind how many characters that tokens are made of stand behind the mark at least
 * @param pattern the secret is its group, or all of it if it has none
 * @param proof whether what the pattern matched can be one
 */
record TokenForm(String name, List<String> marks, int before, int behind, Pattern pattern, Predicate<String> proof)
        implements SecretForm {
    /**
     * A token begins at a word's beginning, or behind an escape such as {@code \n} or {@code %3D}. It is tried at its own
     * beginning only: one made of many beginnings would take time by its square.
     */
    private static final String BOUND = "(?:(?<![A-Za-z0-9_-])|(?<=\\\\[nrt])|(?<=%[0-9A-Fa-f]{2}))";

    static final String WORD = "[A-Za-z0-9]";
    static final String WORD_OR_DASH = "[A-Za-z0-9_-]";
    static final String HEX = "[0-9a-fA-F]";

    /** Prefixes and, behind them, so many characters of an alphabet, neither more nor less. */
    static TokenForm token(String name, String alphabet, int least, int most, String... prefixes) {
        return form(
                name,
                List.of(prefixes),
                least,
                anyOf(prefixes) + alphabet + "{" + least + "," + most + "}" + "(?!" + alphabet + ")");
    }

    /** A regular expression that begins with one of its marks. */
    static TokenForm form(String name, List<String> marks, int behind, String regex) {
        return new TokenForm(name, marks, 0, behind, Pattern.compile(BOUND + regex), secret -> true);
    }

    /** The same, in whose middle the mark stands. */
    static TokenForm around(String name, String mark, int before, int behind, String regex) {
        return new TokenForm(name, List.of(mark), before, behind, Pattern.compile(BOUND + regex), secret -> true);
    }

    /** A mark anywhere, and the secret in a group behind it. */
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

    /** Whether digits and letters stand side by side, as they hardly do in words. */
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
    public Span find(String text, int mark) {
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
