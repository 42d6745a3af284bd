package io.github.bedrockfinetuning.metrics;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression of a JSON Schema, matched in time linear in the text by RE2/J, which knows no backtracking:
 * lookahead, lookbehind and backreferences are refused. {@code \}{@code uXXXX} is read as ECMA-262 reads it; what else the
 * two notations have in common is described at <a href="https://github.com/google/re2/wiki/Syntax">RE2 syntax</a>.
 */
final class LinearPattern {
    private static final int MOST_CHARACTERS = 1_000;
    /** Instructions that the pattern is compiled to, estimated before compiling. */
    private static final int MOST_STEPS = 10_000;

    private final Pattern pattern;

    private LinearPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** @throws IllegalArgumentException if the pattern is too large, or not one that can be matched in linear time */
    static LinearPattern compile(String regex) {
        if (regex.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "a pattern has " + regex.length() + " characters; at most " + MOST_CHARACTERS + " are allowed.");
        }
        if (PatternSize.of(regex) > MOST_STEPS) {
            throw new IllegalArgumentException("the pattern " + regex + " repeats too much within itself.");
        }
        try {
            return new LinearPattern(Pattern.compile(translated(regex)));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "the pattern " + regex + " cannot be matched in linear time: " + e.getDescription()
                            + ". Lookahead, lookbehind and backreferences are not supported.",
                    e);
        }
    }

    /** How much work matching a text takes at most. */
    long work(String text) {
        return (long) pattern.programSize() * (text.length() + 1);
    }

    /** Whether the pattern matches anywhere in a text, as JSON Schema has it. */
    boolean find(String text) {
        return pattern.matcher(text).find();
    }

    /** RE2 writes {@code \}{@code x{XXXX}} for {@code \}{@code uXXXX}. */
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
