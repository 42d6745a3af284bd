package io.github.bedrockfinetuning.answering;

import io.github.bedrockfinetuning.answers.Answer;
import io.github.bedrockfinetuning.contract.Prefixes;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Run;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The stored answers of one system, one object per record, so that no question is sent again after a crash. */
public final class Answers {
    private final Run run;
    private final String prefix;
    private final String outcome;
    private final Map<String, Reused> reused = new TreeMap<>();

    /**
     * Opens the stored answers of a system.
     *
     * @param system the system's name, such as base, tuned, or reference
     */
    public Answers(Run run, String system) {
        this.run = run;
        this.prefix = run.key(Prefixes.ANSWERS + system + "/");
        this.outcome = Prefixes.ANSWERS + system + "-outcome.json";
    }

    private String key(int index) {
        return key(prefix, index);
    }

    static String key(String prefix, int index) {
        return prefix + String.format("%08d", index) + ".json";
    }

    /** Returns the indexes of the records in a batch that have an answer. */
    Set<Integer> done(Batch batch) {
        return indexes(run, prefix, batch);
    }

    /** Returns the indexes of the records in a batch that have an object under a prefix. */
    static Set<Integer> indexes(Run run, String prefix, Batch batch) {
        // A key without its extension sorts immediately before the key.
        List<String> keys = run.store()
                .keys(run.store().results(), prefix, prefix + String.format("%08d", batch.first()), batch.count());
        Set<Integer> done = new HashSet<>();
        for (String key : keys) {
            int index = Integer.parseInt(key.substring(prefix.length(), prefix.length() + 8));
            if (index < batch.first() + batch.count()) {
                done.add(index);
            }
        }
        return done;
    }

    void put(int index, Asked asked) {
        run.store().putOnce(run.store().results(), key(index), Json.bytes(asked), Run.JSON);
    }

    Optional<Asked> find(int index) {
        return run.store().find(run.store().results(), key(index)).map(bytes -> Json.read(bytes, Asked.class));
    }

    /**
     * Reads all stored answers by record ID.
     *
     * @param answers the map to fill; all answers together might not fit in memory
     * @return the same map
     */
    public Map<String, Answer> all(Map<String, Answer> answers) {
        List<String> keys = run.store().keys(run.store().results(), prefix);
        run.store().readAll(run.store().results(), keys, bytes -> {
            Asked asked = Json.read(bytes, Asked.class);
            if (isReused(asked)) {
                reused.merge(asked.askedBy(), Reused.of(asked), Reused::plus);
            }
            answers.put(asked.id(), asked.toAnswer());
        });
        return answers;
    }

    /**
     * Returns whether an answer was requested by a different run. After a crash, a run can find its own answer among
     * the shared answers.
     */
    private boolean isReused(Asked asked) {
        return asked.askedBy() != null && !asked.askedBy().equals(run.id().value());
    }

    /** Returns the answers from other runs that {@link #all} has read. */
    public List<Reused> reused() {
        return List.copyOf(reused.values());
    }

    /** Returns the time at which the system's newest answer was stored, or empty if there is none. */
    Optional<Instant> newest() {
        return run.store().newestUnder(run.store().results(), prefix);
    }

    /**
     * Records that the system cannot be invoked, so that no other batch tries to invoke it and the report can state
     * the reason.
     */
    void giveUp(String reason) {
        run.writeOnce(outcome, Json.object().put("failed", reason));
    }

    /** Returns the reason that the system cannot be invoked, or empty if it can be invoked. */
    public Optional<String> givenUp() {
        return run.find(outcome).map(node -> node.path("failed").asText());
    }
}
