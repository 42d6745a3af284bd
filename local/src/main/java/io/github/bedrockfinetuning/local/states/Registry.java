package io.github.bedrockfinetuning.local.states;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The executions of an account, keyed by ARN, in the order in which they were started. */
final class Registry {
    private final Map<String, Execution> byArn = new LinkedHashMap<>();

    synchronized void add(Execution execution) {
        byArn.put(execution.arn(), execution);
    }

    synchronized Optional<Execution> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    synchronized List<Execution> all() {
        return List.copyOf(byArn.values());
    }
}
