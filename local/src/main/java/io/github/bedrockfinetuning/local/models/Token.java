package io.github.bedrockfinetuning.local.models;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** One word or sign of a message and where it stands. */
record Token(String text, int start, int end) {
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}]+|[^\\s\\p{L}\\p{N}]");

    static List<Token> of(String text) {
        var tokens = new ArrayList<Token>();
        var match = TOKEN.matcher(text);
        while (match.find()) {
            tokens.add(new Token(match.group(), match.start(), match.end()));
        }
        return tokens;
    }

    /** The outline of the word: X for capitals, x for small letters, 9 for digits, signs as they are. */
    String shape() {
        var shape = text.replaceAll("\\p{Lu}+", "X").replaceAll("\\p{Ll}+", "x").replaceAll("\\p{N}+", "9");
        return shape.length() > 4 ? shape.substring(0, 4) : shape;
    }
}
