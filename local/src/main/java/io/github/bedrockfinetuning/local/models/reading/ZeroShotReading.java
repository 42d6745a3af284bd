package io.github.bedrockfinetuning.local.models.reading;

import io.github.bedrockfinetuning.local.models.learning.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Answers a question from a passage without training, using only words that occur in both. */
public interface ZeroShotReading {
    String answer(Passage passage);

    /**
     * Returns a method that quotes the complete sentence or table row that contains the most words from the question.
     */
    static ZeroShotReading quoting() {
        return passage -> {
            var asked = new HashSet<>(Words.content(passage.question()));
            var best = "";
            var most = -1L;
            for (var part : parts(passage)) {
                var shared = new HashSet<>(Words.of(part))
                        .stream().filter(asked::contains).count();
                if (shared > most) {
                    most = shared;
                    best = part;
                }
            }
            return best;
        };
    }

    private static List<String> parts(Passage passage) {
        var parts = new ArrayList<>(passage.sentences());
        for (var row : passage.rows()) {
            if (!row.heading()) {
                parts.add(row.label() + ": "
                        + String.join(", ", row.cells().subList(1, row.cells().size())));
            }
        }
        return parts;
    }

    /**
     * Returns a method that finds the row and the column, or the sentence, that best match the question. Rare words
     * have more weight.
     */
    static ZeroShotReading lookingUp() {
        return passage -> {
            var sentences = passage.sentences().stream().map(Words::stems).toList();
            var rows = passage.rows().stream()
                    .map(row -> Words.stems(row.label() + " " + row.section()))
                    .toList();
            var parts = new ArrayList<Set<String>>(sentences);
            parts.addAll(rows);
            var overlap = new Overlap(Words.stems(passage.question()), parts);

            var row = best(overlap, rows);
            var sentence = best(overlap, sentences);
            var inTable =
                    row >= 0 && (sentence < 0 || fit(overlap, rows.get(row)) >= fit(overlap, sentences.get(sentence)));
            return inTable ? cell(passage, row, overlap) : passage.sentences().get(sentence);
        };
    }

    private static String cell(Passage passage, int row, Overlap overlap) {
        var cells = passage.rows().get(row).cells();
        var best = 0; // If a row has no figures, its label is the answer.
        var most = -1.0;
        for (var column = 1; column < cells.size(); column++) {
            var share = overlap.recall(Words.stems(passage.heading(column)));
            if (share > most && !cells.get(column).isBlank()) {
                most = share;
                best = column;
            }
        }
        return cells.get(best).isBlank() ? passage.rows().get(row).section() : cells.get(best);
    }

    private static int best(Overlap overlap, List<Set<String>> parts) {
        var best = parts.isEmpty() ? -1 : 0;
        for (var i = 1; i < parts.size(); i++) {
            if (fit(overlap, parts.get(i)) > fit(overlap, parts.get(best))) {
                best = i;
            }
        }
        return best;
    }

    private static double fit(Overlap overlap, Set<String> part) {
        return overlap.recall(part) * (1 + overlap.precision(part));
    }
}
