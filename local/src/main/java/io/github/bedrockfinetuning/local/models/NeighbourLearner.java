package io.github.bedrockfinetuning.local.models;

import io.github.bedrockfinetuning.local.models.learning.Answerer;
import io.github.bedrockfinetuning.local.models.learning.Learned;
import io.github.bedrockfinetuning.local.models.learning.Learner;
import io.github.bedrockfinetuning.local.models.learning.Lesson;
import io.github.bedrockfinetuning.local.models.learning.Prompt;
import io.github.bedrockfinetuning.local.models.learning.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Learns from datasets for which no other learner is suitable. Returns the completion of the training record whose
 * prompt has the highest tf-idf similarity. It has no loss function, so it reports no losses.
 */
final class NeighbourLearner implements Learner {
    private static final String COPIES =
            "Local models cannot learn to write or rewrite text. For this task, the tuned model "
                    + "returns the completion of the most similar training record. The verdict does not predict "
                    + "the result on Amazon Bedrock.";

    @Override
    public Learned learn(List<Lesson> training, List<Lesson> validation, Map<String, String> hyperparameters) {
        return new Learned(new Neighbours(training), List.of(), COPIES);
    }

    /** Finds training records by the words in a prompt. */
    static final class Neighbours implements Answerer {
        private record Posting(int lesson, double weight) {}

        private final List<Lesson> lessons;
        private final Map<String, List<Posting>> index = new HashMap<>();

        Neighbours(List<Lesson> lessons) {
            this.lessons = lessons;
            var terms = lessons.stream().map(lesson -> terms(lesson.prompt())).toList();
            var holding = new HashMap<String, Integer>();
            terms.forEach(set -> set.forEach(term -> holding.merge(term, 1, Integer::sum)));
            for (var i = 0; i < terms.size(); i++) {
                var lesson = i;
                var weights = new HashMap<String, Double>();
                terms.get(i).forEach(term -> weights.put(term, rarity(holding.get(term))));
                var length = Math.sqrt(
                        weights.values().stream().mapToDouble(w -> w * w).sum());
                weights.forEach((term, weight) -> index.computeIfAbsent(term, t -> new ArrayList<>())
                        .add(new Posting(lesson, weight * rarity(holding.get(term)) / length)));
            }
        }

        /**
         * Returns the completion of the most similar record, or of the first record if no record contains a word from
         * the prompt.
         */
        @Override
        public String answer(Prompt prompt) {
            return nearest(prompt).completion();
        }

        Lesson nearest(Prompt prompt) {
            var scores = new double[lessons.size()];
            for (var term : terms(prompt)) {
                for (var posting : index.getOrDefault(term, List.of())) {
                    scores[posting.lesson()] += posting.weight();
                }
            }
            var best = 0;
            for (var i = 1; i < scores.length; i++) {
                if (scores[i] > scores[best]) {
                    best = i;
                }
            }
            return lessons.get(best);
        }

        private double rarity(int holding) {
            return Math.log(1 + (double) lessons.size() / holding);
        }

        private static Set<String> terms(Prompt prompt) {
            var terms = new HashSet<String>();
            var previous = "";
            for (var word : Words.of(prompt.message())) {
                terms.add(Words.stem(word));
                terms.add(previous + " " + word);
                previous = word;
            }
            return terms;
        }
    }
}
