package io.github.bedrockfinetuning.metrics;

import java.util.ArrayList;
import java.util.List;

/** SQuAD's normalisation: lower case, no ASCII punctuation, no articles, white space split. */
final class SquadText {
    private SquadText() {}

    /** The words that are left; joined by one space they are the normalised text. */
    static List<String> words(String text) {
        String bare = withoutPunctuation(PythonText.lower(text));
        List<String> words = new ArrayList<>();
        int start = -1;
        int i = 0;
        while (i < bare.length()) {
            int c = bare.codePointAt(i);
            int size = Character.charCount(c);
            if (PythonText.isSpace(c)) {
                start = close(bare, start, i, words);
            } else if (PythonText.isWord(c)) {
                int end = endOfWord(bare, i);
                // An article between two non-word characters becomes a space, even in the middle of other text.
                if (isArticle(bare, i, end)) {
                    start = close(bare, start, i, words);
                } else if (start < 0) {
                    start = i;
                }
                size = end - i;
            } else if (start < 0) {
                start = i;
            }
            i += size;
        }
        close(bare, start, bare.length(), words);
        return words;
    }

    static String normalized(String text) {
        return String.join(" ", words(text));
    }

    /** {@code re.sub(r"\b(a|an|the)\b", " ", text)}. */
    static String withoutArticles(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            int end = i + Character.charCount(c);
            if (PythonText.isWord(c)) {
                end = endOfWord(text, i);
                if (isArticle(text, i, end)) {
                    out.append(' ');
                    i = end;
                    continue;
                }
            }
            out.append(text, i, end);
            i = end;
        }
        return out.toString();
    }

    static String withoutPunctuation(String text) {
        int i = 0;
        while (i < text.length() && !PythonText.isPunctuation(text.charAt(i))) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length()).append(text, 0, i);
        for (; i < text.length(); i++) {
            if (!PythonText.isPunctuation(text.charAt(i))) {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    private static int close(String text, int start, int end, List<String> words) {
        if (start >= 0 && start < end) {
            words.add(text.substring(start, end));
        }
        return -1;
    }

    private static int endOfWord(String text, int from) {
        int i = from;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (!PythonText.isWord(c)) {
                break;
            }
            i += Character.charCount(c);
        }
        return i;
    }

    private static boolean isArticle(String text, int from, int to) {
        switch (to - from) {
            case 1:
                return text.charAt(from) == 'a';
            case 2:
                return text.startsWith("an", from);
            case 3:
                return text.startsWith("the", from);
            default:
                return false;
        }
    }
}
