package io.github.bedrockfinetuning.local.rehearsal;

import java.time.Duration;

/** Receives the progress of a rehearsal. */
public interface Progress {
    /** A receiver that ignores the progress. */
    Progress NONE = new Progress() {};

    default void said(String line) {}

    /**
     * Reports that a state ended.
     *
     * @param elapsed the virtual time since the upload
     */
    default void stateDone(Duration elapsed, String state, int attempts, String outcome) {}

    default void answered(String system, long done, long total) {}

    default void finished() {}
}
