package io.github.bedrockfinetuning.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Compares the result with the complete table of lengths, the algorithm in rouge-score. */
class CommonSubsequenceTest {
    private static List<String> tokens(SplittableRandom random, int length, int words) {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            tokens.add("w" + random.nextInt(words));
        }
        return tokens;
    }

    private static int[][] table(List<String> a, List<String> b) {
        int[][] table = new int[a.size() + 1][b.size() + 1];
        for (int i = 1; i <= a.size(); i++) {
            for (int j = 1; j <= b.size(); j++) {
                table[i][j] = a.get(i - 1).equals(b.get(j - 1))
                        ? table[i - 1][j - 1] + 1
                        : Math.max(table[i - 1][j], table[i][j - 1]);
            }
        }
        return table;
    }

    private static BitSet marked(List<String> a, List<String> b) {
        int[][] table = table(a, b);
        BitSet marks = new BitSet();
        int i = a.size();
        int j = b.size();
        while (i > 0 && j > 0) {
            if (a.get(i - 1).equals(b.get(j - 1))) {
                marks.set(i - 1);
                i--;
                j--;
            } else if (table[i][j - 1] > table[i - 1][j]) {
                j--;
            } else {
                i--;
            }
        }
        return marks;
    }

    @Test
    void findsTheSameLengthAndTheSamePlacesAsTheWholeTable() {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 1_000; round++) {
            int words = 1 + random.nextInt(12);
            List<String> a = tokens(random, random.nextInt(200), words);
            List<String> b = tokens(random, random.nextInt(200), words);
            BitSet marks = new BitSet();
            CommonSubsequence rows = new CommonSubsequence(a);
            rows.mark(b, marks);
            assertThat(rows.length(b)).isEqualTo(table(a, b)[a.size()][b.size()]);
            assertThat(marks).isEqualTo(marked(a, b));
        }
    }
}
