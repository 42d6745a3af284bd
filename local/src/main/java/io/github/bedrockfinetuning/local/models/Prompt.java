package io.github.bedrockfinetuning.local.models;

import io.github.bedrockfinetuning.dataset.Turn;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a model is asked.
 *
 * @param system the system prompt, "" if there is none
 * @param earlier the turns before the last one, joined by newlines
 * @param message the last turn
 */
record Prompt(String system, String earlier, String message) {
    static Prompt of(String system, List<Turn> turns) {
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("a conversation needs at least one turn");
        }
        var last = turns.size() - 1;
        var earlier = turns.subList(0, last).stream().map(Turn::text).collect(Collectors.joining("\n"));
        return new Prompt(system == null ? "" : system, earlier, turns.get(last).text());
    }

    int length() {
        return system.length() + earlier.length() + message.length();
    }
}
