package io.github.bedrockfinetuning.local.iam;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ARN pattern in a policy. Each of the six parts is matched separately, so a wildcard does not match across a colon.
 */
final class ArnPattern {
    private static final int PARTS = 6;

    private final List<Pattern> parts;

    private ArnPattern(List<Pattern> parts) {
        this.parts = parts;
    }

    /** Returns the pattern, or null if the string is not an ARN. */
    static @Nullable ArnPattern of(String text, boolean variables) {
        return isArn(text)
                ? new ArnPattern(split(text).stream()
                        .map(part -> Pattern.of(part, true, variables))
                        .toList())
                : null;
    }

    /** Returns whether the string is an ARN. */
    static boolean isArn(String text) {
        List<String> split = split(text);
        return split.size() == PARTS && split.get(0).equals("arn");
    }

    boolean matches(String arn, AuthorizationRequest request) {
        return matches(arn, request, false);
    }

    /** Returns whether the pattern matches, or whether it could match if the variables without a value had one. */
    boolean mayMatch(String arn, AuthorizationRequest request) {
        return matches(arn, request, true);
    }

    private boolean matches(String arn, AuthorizationRequest request, boolean unresolved) {
        List<String> split = split(arn);
        if (split.size() < PARTS) {
            return false;
        }
        for (int i = 1; i < PARTS; i++) {
            Pattern part = parts.get(i);
            if (!part.matches(split.get(i), request, false) && !(unresolved && !part.isResolved(request))) {
                return false;
            }
        }
        return true;
    }

    boolean isResolved(AuthorizationRequest request) {
        return parts.stream().allMatch(part -> part.isResolved(request));
    }

    /** Splits a string at the first five colons that are outside variables. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>(PARTS);
        int from = 0;
        boolean inVariable = false;
        for (int i = 0; i < text.length() && parts.size() < PARTS - 1; i++) {
            char c = text.charAt(i);
            if (c == '{' && i > 0 && text.charAt(i - 1) == '$') {
                inVariable = true;
            } else if (c == '}') {
                inVariable = false;
            } else if (c == ':' && !inVariable) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }
}
