package io.github.bedrockfinetuning.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * Tokenizes text in the same way as rouge-score: tokens are sequences of a-z and 0-9 in the lowercase text,
 * optionally stemmed.
 */
final class RougeText {
    private static final int LONGEST_UNSTEMMED = 3;

    private RougeText() {}

    static List<String> tokens(String text, boolean stemmed) {
        String lower = PythonText.lower(text);
        List<String> tokens = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= lower.length(); i++) {
            char c = i < lower.length() ? lower.charAt(i) : ' ';
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                start = start < 0 ? i : start;
            } else if (start >= 0) {
                String token = lower.substring(start, i);
                tokens.add(stemmed && token.length() > LONGEST_UNSTEMMED ? PorterStemmer.stem(token) : token);
                start = -1;
            }
        }
        return tokens;
    }
}
