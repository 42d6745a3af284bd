package io.github.bedrockfinetuning.answering;

import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.Settings;
import io.github.bedrockfinetuning.verdict.JudgeSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A run's stored judgments, one object per record. */
public final class Judgements {
    private final Run run;
    private final String prefix;
    private final String canaries;

    public Judgements(Run run) {
        this.run = run;
        this.prefix = run.key("judgements/");
        this.canaries = run.key("canaries/");
    }

    private String key(int index) {
        return prefix + String.format("%08d", index) + ".json";
    }

    private String canary(int index) {
        return canaries + String.format("%08d", index) + ".json";
    }

    boolean has(int index) {
        return run.store().newest(run.store().results(), key(index)).isPresent();
    }

    boolean hasCanary(int index) {
        return run.store().newest(run.store().results(), canary(index)).isPresent();
    }

    void put(int index, Judgement judgement) {
        run.store().putOnce(run.store().results(), key(index), Json.bytes(judgement), Run.JSON);
    }

    /** Returns the time at which the newest judgment was stored, or empty if there is none. */
    Optional<Instant> newest() {
        return run.store().newestUnder(run.store().results(), prefix);
    }

    /** Returns the number of records for each result: tuned, base, tie, disagreement, and unjudged. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        run.store()
                .readAll(
                        run.store().results(),
                        run.store().keys(run.store().results(), prefix),
                        bytes -> counts.merge(Json.read(bytes, Judgement.class).winner(), 1, Integer::sum));
        return counts;
    }

    /** Stores whether the judge chose the known winner of a comparison in both orders. */
    void putCanary(int index, boolean right) {
        run.store()
                .putOnce(
                        run.store().results(),
                        canary(index),
                        Json.bytes(Json.object().put("right", right)),
                        Run.JSON);
    }

    /** Returns the judge's results and the figures that show how reliable they are. */
    public JudgeSummary summary(Settings.Judge judge, boolean sameFamily) {
        Map<String, Integer> counts = counts();
        List<String> known = run.store().keys(run.store().results(), canaries);
        int right = 0;
        for (String key : known) {
            right += Json.read(run.store().read(run.store().results(), key))
                            .path("right")
                            .asBoolean()
                    ? 1
                    : 0;
        }
        return new JudgeSummary(
                judge.model(),
                judge.rubric(),
                new JudgeSummary.Preferences(
                        counts.getOrDefault(SystemRole.TUNED.id(), 0),
                        counts.getOrDefault(SystemRole.BASE.id(), 0),
                        counts.getOrDefault(Judgement.TIE, 0),
                        counts.getOrDefault(Judgement.DISAGREEMENT, 0),
                        counts.getOrDefault(Judgement.UNJUDGED, 0)),
                new JudgeSummary.Canaries(known.size(), right),
                run.find(Judging.OUTCOME)
                        .map(outcome -> outcome.path("failed").asText())
                        .orElse(null),
                sameFamily);
    }
}
