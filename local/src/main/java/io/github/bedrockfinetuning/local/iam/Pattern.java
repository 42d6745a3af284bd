package io.github.bedrockfinetuning.local.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A string in a policy, with wildcards ({@code *}, {@code ?}) and policy variables. A variable that has no value in
 * the request and no default matches nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">Policy
 *     variables</a>
 */
final class Pattern {
    private static final int ANY_NUMBER = -1;
    private static final int ANY_ONE = -2;

    /**
     * A part of a pattern: a literal or a variable.
     *
     * @param symbols the characters and wildcards; null for a variable
     * @param variable the condition key; null for a literal
     * @param defaultValue the default; null for a literal, and for a variable without a default
     */
    private record Piece(
            int @Nullable [] symbols,
            @Nullable String variable,
            @Nullable String defaultValue) {}

    private final List<Piece> pieces;
    /** The symbols of a pattern without variables, or null for other patterns. */
    private final int @Nullable [] fixed;

    private Pattern(List<Piece> pieces) {
        this.pieces = pieces;
        fixed = pieces.stream().allMatch(piece -> piece.variable == null) ? symbols(pieces, null) : null;
    }

    /**
     * @param wildcards whether {@code *} and {@code ?} are wildcards
     * @param variables whether <code>${…}</code> is replaced; false for policy versions before 2012-10-17, which have
     *     no variables
     */
    static Pattern of(String text, boolean wildcards, boolean variables) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int start = variables ? text.indexOf("${", at) : -1;
            int end = start < 0 ? -1 : text.indexOf('}', start);
            if (end < 0) {
                break;
            }
            pieces.add(literal(text.substring(at, start), wildcards));
            pieces.add(variable(text.substring(start + 2, end)));
            at = end + 1;
        }
        pieces.add(literal(text.substring(at), wildcards));
        return new Pattern(pieces);
    }

    /** @param request the request with the values of variables; null if the pattern has no variables */
    boolean matches(String text, @Nullable AuthorizationRequest request, boolean ignoreCase) {
        int[] symbols = fixed != null ? fixed : symbols(pieces, request);
        return symbols != null && matches(symbols, text, ignoreCase);
    }

    /** Returns whether every variable in the pattern has a value. */
    boolean isResolved(AuthorizationRequest request) {
        return fixed != null || symbols(pieces, request) != null;
    }

    /** Returns the string with all variables replaced, or an empty {@code Optional} if a variable has no value. */
    Optional<String> text(AuthorizationRequest request) {
        int[] symbols = fixed != null ? fixed : symbols(pieces, request);
        if (symbols == null) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        for (int symbol : symbols) {
            text.append(symbol == ANY_NUMBER ? '*' : symbol == ANY_ONE ? '?' : (char) symbol);
        }
        return Optional.of(text.toString());
    }

    private static Piece literal(String text, boolean wildcards) {
        int[] symbols = text.chars()
                .map(c -> wildcards && c == '*' ? ANY_NUMBER : wildcards && c == '?' ? ANY_ONE : c)
                .toArray();
        return new Piece(symbols, null, null);
    }

    /**
     * Creates the part of a pattern for a variable. {@code ${*}}, {@code ${?}} and {@code ${$}} represent the
     * characters themselves.
     */
    private static Piece variable(String inside) {
        if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
            return literal(inside, false);
        }
        int comma = inside.indexOf(',');
        if (comma < 0) {
            return new Piece(null, inside.strip(), null);
        }
        String given = inside.substring(comma + 1).strip();
        boolean quoted = given.length() >= 2 && given.startsWith("'") && given.endsWith("'");
        return new Piece(
                null, inside.substring(0, comma).strip(), quoted ? given.substring(1, given.length() - 1) : null);
    }

    /** Returns the symbols with all variables replaced, or null if a variable has no value. */
    private static int @Nullable [] symbols(List<Piece> pieces, @Nullable AuthorizationRequest request) {
        List<int[]> parts = new ArrayList<>();
        int length = 0;
        for (Piece piece : pieces) {
            int[] part = piece.symbols;
            if (piece.variable != null) {
                List<String> values = request.values(piece.variable);
                boolean single = values != null && values.size() == 1;
                String value = single ? values.get(0) : values == null ? piece.defaultValue : null;
                if (value == null) {
                    return null;
                }
                part = value.chars().toArray();
            }
            parts.add(part);
            length += part.length;
        }
        int[] all = new int[length];
        int at = 0;
        for (int[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static boolean matches(int[] pattern, String text, boolean ignoreCase) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length && pattern[p] == ANY_NUMBER) {
                star = p++;
                resume = t;
            } else if (p < pattern.length && same(pattern[p], text.charAt(t), ignoreCase)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length && pattern[p] == ANY_NUMBER) {
            p++;
        }
        return p == pattern.length;
    }

    private static boolean same(int symbol, char c, boolean ignoreCase) {
        return symbol == ANY_ONE
                || symbol == c
                || ignoreCase && symbol >= 0 && Character.toLowerCase(symbol) == Character.toLowerCase(c);
    }
}
