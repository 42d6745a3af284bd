package io.github.bedrockfinetuning.evaluating;

import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.contract.Verdict;
import io.github.bedrockfinetuning.run.Settings;
import io.github.bedrockfinetuning.verdict.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a model may be promoted. It must be shown to be better than every rival that the settings name, and must not be
 * shown to be worse than the model it would take the name from. Verdicts rest on intervals, so does this.
 *
 * @param obstacles what keeps it from being promoted, as sentences; empty = it passes
 */
record Gate(List<String> obstacles) {

    /**
     * @param promotedBefore whether the dataset's name has a model; without one, "promoted" is no rival yet
     * @param absent systems that could not be compared with
     */
    static Gate of(Settings settings, boolean promotedBefore, Comparison comparison, Map<String, String> absent) {
        List<String> obstacles = new ArrayList<>();
        for (String rival : settings.gateBetter()) {
            boolean isRival = promotedBefore || !rival.equals(SystemAnswers.PROMOTED);
            if (isRival && verdict(comparison, rival, absent.keySet()) != Verdict.BETTER) {
                obstacles.add("it is not shown to be better than " + rival);
            }
        }
        if (promotedBefore && verdict(comparison, SystemAnswers.PROMOTED, absent.keySet()) == Verdict.WORSE) {
            obstacles.add("it is worse than the model promoted before");
        }
        return new Gate(List.copyOf(obstacles));
    }

    boolean passes() {
        return obstacles.isEmpty();
    }

    private static Verdict verdict(Comparison comparison, String rival, Set<String> absent) {
        return absent.contains(rival) ? Verdict.NOT_SHOWN : comparison.verdict(SystemAnswers.TUNED, rival);
    }
}
