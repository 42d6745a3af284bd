package io.github.bedrockfinetuning.metrics;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Normalizes text in the same way as SQuAD: converts it to lowercase, removes ASCII punctuation and articles, and
 * splits it at white space.
 */
final class SquadText {
    /** The replacement for each ASCII character: its lowercase form, or one of the following constants. */
    private static final char[] ASCII = new char[128];

    private static final char SPACE = ' ';
    private static final char DROPPED = 0;
    private static final char UNUSUAL = 1;

    static {
        for (char c = 0; c < ASCII.length; c++) {
            ASCII[c] = PythonText.isPunctuation(c)
                    ? DROPPED
                    : PythonText.isSpace(c) ? SPACE : PythonText.isWord(c) ? Character.toLowerCase(c) : UNUSUAL;
        }
    }

    private SquadText() {}

    /** Returns the remaining words. Joined by single spaces, they form the normalized text. */
    static List<String> words(String text) {
        List<String> words = plainWords(text);
        return words != null ? words : anyWords(text);
    }

    /**
     * Normalizes a string of ASCII letters, digits, punctuation, and white space in one pass. In such a text, an
     * article is always a separate word. Returns null for any other text.
     */
    private static @Nullable List<String> plainWords(String text) {
        int length = text.length();
        char[] word = new char[length];
        int size = 0;
        List<String> words = new ArrayList<>(length / 6 + 1);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            char kept = c < ASCII.length ? ASCII[c] : UNUSUAL;
            if (kept > SPACE) {
                word[size++] = kept;
            } else if (kept == UNUSUAL) {
                return null;
            } else if (kept == SPACE) {
                size = close(word, size, words);
            }
        }
        close(word, size, words);
        return words;
    }

    private static int close(char[] word, int size, List<String> words) {
        boolean article = size == 1 && word[0] == 'a'
                || size == 2 && word[0] == 'a' && word[1] == 'n'
                || size == 3 && word[0] == 't' && word[1] == 'h' && word[2] == 'e';
        if (size > 0 && !article) {
            words.add(new String(word, 0, size));
        }
        return 0;
    }

    private static List<String> anyWords(String text) {
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
                // An article between two non-word characters becomes a space, even within a longer text.
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

    /** Implements {@code re.sub(r"\b(a|an|the)\b", " ", text)}. */
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
