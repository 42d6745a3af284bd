package io.github.bedrockfinetuning.dataset.record;

import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.json.Tape;

/** Where a format keeps the texts of a record. */
public interface RecordLayout {
    RecordFormatId id();

    /** Whether an object has the fields that mark this format and no other. */
    boolean marks(Tape tape);

    /** Whether an object that another format marks may still be a broken record of this one. */
    default boolean mayBeBroken(Tape tape) {
        return false;
    }

    /** Adds the texts of an object to a record, in the order in which they are said. */
    void addTexts(Record record);

    /** Whether the workflow leaves out a system prompt that is blank, so that it is no error. */
    default boolean leavesOutBlankSystem() {
        return true;
    }
}
