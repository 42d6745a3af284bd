package io.github.bedrockfinetuning.local.models;

import io.github.bedrockfinetuning.local.models.learning.Answerer;
import io.github.bedrockfinetuning.local.models.learning.Learned;
import io.github.bedrockfinetuning.local.models.learning.Learner;
import io.github.bedrockfinetuning.local.models.learning.Lesson;
import io.github.bedrockfinetuning.local.models.learning.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Determines whether a trained model generalizes to unseen records. If the completions are unrelated to the prompts,
 * the base model is the best checkpoint.
 */
final class CarryOver {
    private static final int FEWEST = 20;
    private static final int MOST = 300;
    private static final double HELD_OUT = 0.15;
    private static final long SEED = 11;

    /**
     * The required significance, in standard deviations of fair coin tosses. It corresponds to a probability of about
     * one in a thousand.
     */
    private static final double SURE = 3;

    private CarryOver() {}

    /**
     * Returns whether the answers match their own records better than they match other records, and at least as well
     * as the answers of the base model do. The comparison uses the validation records or, without them, training
     * records that a second learner does not see. Returns true if there are too few records.
     */
    static boolean shown(
            Learner learner,
            Learned learned,
            Answerer base,
            List<Lesson> training,
            List<Lesson> validation,
            Map<String, String> hyperparameters) {
        var answerer = learned.answerer();
        var held = validation;
        if (held.size() < FEWEST) {
            var shuffled = new ArrayList<>(training);
            Collections.shuffle(shuffled, new Random(SEED));
            var size = (int) (HELD_OUT * training.size());
            if (size < FEWEST) {
                return true;
            }
            held = shuffled.subList(0, size);
            answerer = learner.learn(shuffled.subList(size, shuffled.size()), List.of(), hyperparameters)
                    .answerer();
        }
        return carriesOver(answerer, base, held.subList(0, Math.min(MOST, held.size())));
    }

    private static boolean carriesOver(Answerer answerer, Answerer base, List<Lesson> held) {
        var answers =
                held.stream().map(lesson -> answerer.answer(lesson.prompt())).toList();
        var wins = 0;
        var losses = 0;
        var learnt = 0.0;
        var before = 0.0;
        for (var i = 0; i < held.size(); i++) {
            var completion = held.get(i).completion();
            var own = likeness(answers.get(i), completion);
            var other = likeness(answers.get((i + held.size() / 2) % held.size()), completion);
            wins += own > other ? 1 : 0;
            losses += own < other ? 1 : 0;
            learnt += own;
            before += likeness(base.answer(held.get(i).prompt()), completion);
        }
        return wins - losses > SURE * Math.sqrt(wins + losses) && learnt >= before;
    }

    /** Returns the token F1 of two strings, or 1 if they are equal. */
    static double likeness(String a, String b) {
        if (a.equals(b)) {
            return 1;
        }
        var counts = new HashMap<String, Integer>();
        var first = Words.of(a);
        var second = Words.of(b);
        first.forEach(word -> counts.merge(word, 1, Integer::sum));
        var shared = 0;
        for (var word : second) {
            if (counts.getOrDefault(word, 0) > 0) {
                counts.merge(word, -1, Integer::sum);
                shared++;
            }
        }
        return first.isEmpty() || second.isEmpty() ? 0 : 2.0 * shared / (first.size() + second.size());
    }
}
