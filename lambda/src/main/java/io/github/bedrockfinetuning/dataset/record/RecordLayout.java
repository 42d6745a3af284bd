package io.github.bedrockfinetuning.dataset.record;

import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.json.Tape;

/** The positions of the text elements in records that have a specific format. */
public interface RecordLayout {
    RecordFormatId id();

    /** Checks whether an object has the fields that identify this format and no other format. */
    boolean marks(Tape tape);

    /** Checks whether an object that matches another format might still be an invalid record in this format. */
    default boolean mayBeBroken(Tape tape) {
        return false;
    }

    /** Adds the text elements of an object to a record, in the order of the conversation. */
    void addTexts(Record record);

    /** Returns whether the workflow removes a blank system prompt, so a blank system prompt is not an error. */
    default boolean leavesOutBlankSystem() {
        return true;
    }
}
