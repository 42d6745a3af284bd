package io.github.bedrockfinetuning.evaluating;

import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.contract.Verdict;
import io.github.bedrockfinetuning.run.Settings;
import io.github.bedrockfinetuning.verdict.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides whether a model can be promoted. The model must be shown to be better than every rival that the settings
 * specify, and must not be shown to be worse than the model that it would replace. The decision, like the verdicts, is
 * based on confidence intervals.
 *
 * @param obstacles the reasons against promotion, as sentences; empty if the model passes
 */
record Gate(List<String> obstacles) {

    /**
     * Decides whether to promote the model.
     *
     * @param promotedBefore whether the dataset's name points to a model; if not, "promoted" is not a rival yet
     * @param absent the systems that could not be compared
     */
    static Gate of(Settings settings, boolean promotedBefore, Comparison comparison, Map<String, String> absent) {
        List<String> obstacles = new ArrayList<>();
        for (String rival : settings.gateBetter()) {
            boolean isRival = promotedBefore || !rival.equals(SystemRole.PROMOTED.id());
            if (isRival && verdict(comparison, rival, absent.keySet()) != Verdict.BETTER) {
                obstacles.add("it is not shown to be better than " + rival);
            }
        }
        if (promotedBefore && verdict(comparison, SystemRole.PROMOTED.id(), absent.keySet()) == Verdict.WORSE) {
            obstacles.add("it is worse than the previously promoted model");
        }
        return new Gate(List.copyOf(obstacles));
    }

    boolean passes() {
        return obstacles.isEmpty();
    }

    private static Verdict verdict(Comparison comparison, String rival, Set<String> absent) {
        return absent.contains(rival) ? Verdict.NOT_SHOWN : comparison.verdict(SystemRole.TUNED.id(), rival);
    }
}
