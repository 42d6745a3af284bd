package io.github.bedrockfinetuning.dataset.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of a dataset, independent of its original format.
 *
 * @param id the {@code id} field of the record; if there is none, the line number, starting at 1
 * @param system the system prompt, if there is one
 * @param turns alternating user and assistant turns, starting with user
 * @param fields additional top-level fields of the record, which are allowed only in test and general sets
 */
public record Example(String id, @Nullable String system, List<Turn> turns, ObjectNode fields) {

    /** Returns the text of the last user turn. */
    public String prompt() {
        return last(Turn.USER);
    }

    /** Returns the text of the last assistant turn, which is the training target and the reference for answers. */
    public String reference() {
        return last(Turn.ASSISTANT);
    }

    /** Returns the turns before the last assistant turn. They are the question for a model. */
    public List<Turn> question() {
        int end = turns.size();
        return end > 0 && turns.get(end - 1).role().equals(Turn.ASSISTANT) ? turns.subList(0, end - 1) : turns;
    }

    private String last(String role) {
        for (int i = turns.size() - 1; i >= 0; i--) {
            if (turns.get(i).role().equals(role)) {
                return turns.get(i).text();
            }
        }
        return "";
    }
}
