package io.github.bedrockfinetuning.dataset.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One record of a dataset, whatever form it was written in.
 *
 * @param id its {@code id} field, otherwise its line number from 1
 * @param system null where there is none
 * @param turns alternating from user to assistant
 * @param fields what else the record carries at its top level; only test and general sets may carry any
 */
public record Example(String id, String system, List<Turn> turns, ObjectNode fields) {

    /** The text of the last user turn. */
    public String prompt() {
        return last(Turn.USER);
    }

    /** The text of the last assistant turn: what training aims at and answers are compared with. */
    public String reference() {
        return last(Turn.ASSISTANT);
    }

    /** The turns without the last assistant turn: what a model is asked. */
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
