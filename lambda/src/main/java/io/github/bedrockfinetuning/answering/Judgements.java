package io.github.bedrockfinetuning.answering;

import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Run;
import java.util.Map;
import java.util.TreeMap;

/** A run's stored judgements: an object a record. */
public final class Judgements {
    private final Run run;
    private final String prefix;

    public Judgements(Run run) {
        this.run = run;
        this.prefix = run.key("judgements/");
    }

    private String key(int index) {
        return prefix + String.format("%08d", index) + ".json";
    }

    boolean has(int index) {
        return run.store().newest(run.store().results(), key(index)).isPresent();
    }

    void put(int index, Judgement judgement) {
        run.store().putOnce(run.store().results(), key(index), Json.bytes(judgement), Run.JSON);
    }

    /** How many records each outcome has: tuned, base, tie, disagreement, unjudged. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        for (String key : run.store().keys(run.store().results(), prefix)) {
            Judgement judgement = Json.read(run.store().read(run.store().results(), key), Judgement.class);
            counts.merge(judgement.winner(), 1, Integer::sum);
        }
        return counts;
    }
}
