package io.github.bedrockfinetuning.local.rehearsal;

import java.time.Duration;

/** Hears how a rehearsal gets on. */
public interface Progress {
    /** Hears nothing. */
    Progress NONE = new Progress() {};

    default void said(String line) {}

    /** @param elapsed virtual time since the upload */
    default void stateDone(Duration elapsed, String state, int attempts, String outcome) {}

    default void answered(String system, long done, long total) {}

    default void finished() {}
}
