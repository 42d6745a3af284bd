package io.github.bedrockfinetuning.local.models;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A word or a punctuation mark in a message, with its position. */
record Token(String text, int start, int end) {
    private static final int LONGEST_SHAPE = 4;
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}]+|[^\\s\\p{L}\\p{N}]");

    static List<Token> of(String text) {
        var tokens = new ArrayList<Token>();
        var match = TOKEN.matcher(text);
        while (match.find()) {
            tokens.add(new Token(match.group(), match.start(), match.end()));
        }
        return tokens;
    }

    /**
     * Returns the shape of the word: X for uppercase letters, x for lowercase letters, and 9 for digits. Each run of
     * equal characters is reduced to one, and the shape has at most four characters.
     */
    String shape() {
        var shape = new StringBuilder();
        for (var i = 0; i < text.length() && shape.length() < LONGEST_SHAPE; i++) {
            var c = text.charAt(i);
            var mark = Character.isUpperCase(c) ? 'X' : Character.isLetter(c) ? 'x' : Character.isDigit(c) ? '9' : c;
            if (shape.length() == 0 || shape.charAt(shape.length() - 1) != mark) {
                shape.append(mark);
            }
        }
        return shape.toString();
    }
}
