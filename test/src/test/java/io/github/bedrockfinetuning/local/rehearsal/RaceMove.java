package io.github.bedrockfinetuning.local.rehearsal;

import java.time.Duration;

/**
 * An event that occurs between two requests of the functions.
 *
 * @param request the index of the request before which the move is made, counted over all functions and starting at 0
 * @param held how long the request is delayed, so other requests can overtake it
 * @param after how long after the request the move is made
 * @param pick selects a run if there are several
 */
record RaceMove(Kind kind, int request, Duration held, Duration after, int pick) {
    enum Kind {
        /** The event of the upload is delivered again. */
        START_AGAIN,
        /** The same dataset is uploaded again, which starts another run. */
        UPLOAD,
        ABORT,
        /** The event of the end of an execution is delivered again; if no execution has ended, when one ends. */
        END_AGAIN,
        SWEEP,
        APPROVE,
        DECLINE,
        /** The user removes the remaining resources of ended runs. */
        CLEAN,
        /** The user promotes the model of a run. */
        PROMOTE
    }

    @Override
    public String toString() {
        return kind + " " + after.toSeconds() + " s after request " + request
                + (held.isZero() ? "" : ", which is held for " + held.toSeconds() + " s");
    }
}
