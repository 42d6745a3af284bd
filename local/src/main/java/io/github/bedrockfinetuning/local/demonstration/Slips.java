package io.github.bedrockfinetuning.local.demonstration;

import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Adds typing errors to text. Words with digits remain unchanged, so order numbers and codes stay readable. */
final class Slips {
    private static final double ABBREVIATED = 0.4;
    private static final double SMALL_LETTERS = 0.7;
    private static final double NO_FULL_STOP = 0.6;
    private static final double SHOUTED = 0.03;

    private static final Map<String, String> SHORT = Map.of(
            "you",
            "u",
            "your",
            "ur",
            "please",
            "pls",
            "because",
            "bc",
            "are",
            "r",
            "and",
            "&",
            "with",
            "w/",
            "before",
            "b4",
            "tomorrow",
            "tmrw",
            "thanks",
            "thx");

    private static final String KEYS = "qwertyuiopasdfghjklzxcvbnm";

    private final Random random;

    Slips(Random random) {
        this.random = random;
    }

    String spoil(String text, Channel channel) {
        var chatty = channel == Channel.CHAT;
        var words = text.split(" ");
        for (var i = 0; i < words.length; i++) {
            if (chatty && random.nextDouble() < ABBREVIATED) {
                words[i] = SHORT.getOrDefault(words[i], words[i]);
            }
            words[i] = mistyped(words[i], channel.slips());
        }
        var spoilt = String.join(" ", words);
        if (random.nextDouble() < SHOUTED) {
            return spoilt.toUpperCase(Locale.ROOT);
        }
        if (chatty && random.nextDouble() < SMALL_LETTERS) {
            spoilt = spoilt.toLowerCase(Locale.ROOT);
        }
        return chatty && spoilt.endsWith(".") && random.nextDouble() < NO_FULL_STOP
                ? spoilt.substring(0, spoilt.length() - 1)
                : spoilt;
    }

    private String mistyped(String word, double often) {
        if (word.chars().anyMatch(Character::isDigit)) {
            return word;
        }
        var typed = new StringBuilder(word);
        for (var i = 1; i + 1 < typed.length(); i++) {
            if (Character.isLetter(typed.charAt(i)) && random.nextDouble() < often) {
                slip(typed, i);
            }
        }
        return typed.toString();
    }

    private void slip(StringBuilder typed, int at) {
        var letter = typed.charAt(at);
        switch (random.nextInt(4)) {
            case 0 -> typed.deleteCharAt(at);
            case 1 -> typed.insert(at, letter);
            case 2 -> {
                typed.setCharAt(at, typed.charAt(at - 1));
                typed.setCharAt(at - 1, letter);
            }
            default -> typed.setCharAt(at, beside(letter));
        }
    }

    private static char beside(char letter) {
        var key = KEYS.indexOf(letter);
        return key < 0 ? letter : KEYS.charAt((key + 1) % KEYS.length());
    }
}
