package io.github.bedrockfinetuning.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Marks the words in an answer that do not occur in the same order in the reference answer. */
public final class AnswerDiff {
    private static final Pattern PIECES = Pattern.compile("\\s+|[^\\s]+");
    private static final int MOST_PIECES = 400;

    /**
     * A contiguous piece of text.
     *
     * @param different whether the other text lacks it at this position
     */
    public record Piece(String text, boolean different) {}

    private AnswerDiff() {}

    /**
     * Splits the answer into pieces. If a text has more than a few hundred words, it is neither compared nor marked.
     */
    static List<Piece> of(String answer, String right) {
        List<String> words = pieces(answer);
        List<String> rightWords = pieces(right);
        if (words.size() > MOST_PIECES || rightWords.size() > MOST_PIECES) {
            return List.of(new Piece(answer, false));
        }
        int[][] common = new int[words.size() + 1][rightWords.size() + 1];
        for (int i = words.size() - 1; i >= 0; i--) {
            for (int j = rightWords.size() - 1; j >= 0; j--) {
                common[i][j] = words.get(i).equals(rightWords.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Piece> marked = new ArrayList<>();
        int j = 0;
        for (int i = 0; i < words.size(); i++) {
            while (j < rightWords.size()
                    && !words.get(i).equals(rightWords.get(j))
                    && common[i][j + 1] >= common[i + 1][j]) {
                j++;
            }
            boolean same = j < rightWords.size() && words.get(i).equals(rightWords.get(j));
            j += same ? 1 : 0;
            append(marked, words.get(i), !same && !words.get(i).isBlank());
        }
        return marked;
    }

    private static void append(List<Piece> pieces, String text, boolean different) {
        int last = pieces.size() - 1;
        if (last >= 0 && pieces.get(last).different() == different) {
            pieces.set(last, new Piece(pieces.get(last).text() + text, different));
        } else {
            pieces.add(new Piece(text, different));
        }
    }

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        Matcher matcher = PIECES.matcher(text);
        while (matcher.find()) {
            pieces.add(matcher.group());
        }
        return pieces;
    }
}
