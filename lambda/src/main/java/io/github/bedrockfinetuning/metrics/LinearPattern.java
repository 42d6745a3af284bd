package io.github.bedrockfinetuning.metrics;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression in a JSON Schema. RE2/J matches it in time linear in the text, without backtracking, so
 * lookahead, lookbehind, and backreferences are rejected. {@code \}{@code uXXXX} has the same meaning as in ECMA-262.
 * <a href="https://github.com/google/re2/wiki/Syntax">RE2 syntax</a> describes the rest of the notation.
 */
final class LinearPattern {
    private static final int MOST_CHARACTERS = 1_000;
    /** The maximum number of instructions in the compiled pattern, estimated before it is compiled. */
    private static final int MOST_STEPS = 10_000;

    private final Pattern pattern;

    private LinearPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Compiles a pattern.
     *
     * @throws IllegalArgumentException if the pattern is too large or cannot be matched in linear time
     */
    static LinearPattern compile(String regex) {
        if (regex.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("a pattern has " + regex.length() + " characters, but at most "
                    + MOST_CHARACTERS + " are allowed.");
        }
        if (PatternSize.of(regex) > MOST_STEPS) {
            throw new IllegalArgumentException("the pattern " + regex + " contains too many nested repetitions.");
        }
        try {
            return new LinearPattern(Pattern.compile(translated(regex)));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "the pattern " + regex + " cannot be matched in linear time: " + e.getDescription()
                            + ". Lookahead, lookbehind, and backreferences are not supported.",
                    e);
        }
    }

    /** Returns the maximum amount of work for matching a string. */
    long work(String text) {
        return (long) pattern.programSize() * (text.length() + 1);
    }

    /** Returns whether the pattern matches anywhere in a string, as JSON Schema defines it. */
    boolean find(String text) {
        return pattern.matcher(text).find();
    }

    /** Replaces {@code \}{@code uXXXX} with RE2's notation {@code \}{@code x{XXXX}}. */
    private static String translated(String regex) {
        StringBuilder out = new StringBuilder(regex.length());
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c != '\\' || i + 1 == regex.length()) {
                out.append(c);
            } else if (regex.charAt(i + 1) == 'u' && regex.substring(i + 2).matches("(?s)\\p{XDigit}{4}.*")) {
                out.append("\\x{").append(regex, i + 2, i + 6).append('}');
                i += 5;
            } else {
                out.append(c).append(regex.charAt(++i));
            }
        }
        return out.toString();
    }
}
