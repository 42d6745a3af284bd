package io.github.bedrockfinetuning.dataset.sensitive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the password in an address such as {@code postgres://app:PASSWORD@host/db}, with or without a user name.
 * Unescaped characters that would end the host, such as a slash, are allowed in the password. A colon followed by a
 * port is not treated as a password.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1">RFC 3986, section 3.2.1</a>
 */
final class AddressPassword implements SecretForm {
    /** The maximum combined length of a user name and a password, in characters. */
    private static final int LONGEST = 400;

    private static final int SHORTEST = 3;

    @Override
    public String name() {
        return "a password in an address";
    }

    @Override
    public List<String> marks() {
        return List.of("://");
    }

    @Override
    public boolean promising(byte[] b, int mark, int end, int from, int to) {
        boolean colon = false;
        for (int i = end; i < Math.min(to, end + LONGEST); i++) {
            byte c = b[i];
            if (c == '@') {
                return colon;
            }
            if (c >= 0 && ends((char) c)) {
                return false;
            }
            colon |= c == ':';
        }
        return false;
    }

    @Override
    public @Nullable Span find(String text, int mark) {
        int from = mark + 3;
        int to = Math.min(text.length(), from + LONGEST);
        if (from < to && text.charAt(from) == '[') {
            return null;
        }
        int hostEnds = -1;
        int colon = -1;
        int at = -1;
        for (int i = from; i < to && !ends(text.charAt(i)); i++) {
            char c = text.charAt(i);
            if (c == '@' && (hostEnds < 0 || at < 0)) {
                at = i;
            } else if (c == ':' && colon < 0 && at < 0) {
                colon = i;
            } else if (hostEnds < 0 && (c == '/' || c == '?' || c == '#')) {
                hostEnds = i;
                if (at >= 0 || port(text, colon, i)) {
                    break;
                }
            }
        }
        boolean found = colon >= 0 && at - colon > SHORTEST && at + 1 < text.length() && host(text.charAt(at + 1));
        return found && !template(text, colon + 1, at) ? new Span(colon + 1, at) : null;
    }

    /** Checks whether the text before a path is a host, with or without a port. */
    private static boolean port(String text, int colon, int end) {
        if (colon < 0 || end - colon > 6) {
            return colon < 0;
        }
        return text.substring(colon + 1, end).chars().allMatch(Character::isDigit);
    }

    private static boolean host(char c) {
        return Character.isLetterOrDigit(c) || c == '[' || c == '$' || c == '_';
    }

    /**
     * Checks whether a range of text contains a placeholder that a program or a reader would replace with a password.
     */
    private static boolean template(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '{' || c == '}' || c == '$' && i + 1 < to && Character.isUpperCase(text.charAt(i + 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean ends(char c) {
        return c <= ' ' || c == '"' || c == '\'' || c == '`' || c == '<' || c == '>' || c == '\\' || c == '|';
    }
}
