package io.github.bedrockfinetuning.local.rehearsal;

import java.time.Duration;

/**
 * Something that happens between two requests of the stack's functions.
 *
 * @param request before which request it is set off, counted from 0 over all functions
 * @param held how long that request is held back, so that others overtake it
 * @param after how long after the request came to be made it happens
 * @param pick which run it strikes where there are several
 */
record RaceMove(Kind kind, int request, Duration held, Duration after, int pick) {
    enum Kind {
        /** The drop is told again. */
        START_AGAIN,
        /** The same dataset is uploaded again, as a run of its own. */
        UPLOAD,
        ABORT,
        /** The end of an execution is told again; where none has ended, once one has. */
        END_AGAIN,
        SWEEP,
        APPROVE,
        DECLINE,
        /** The user removes what ended runs have left, */
        CLEAN,
        /** or gives a run's model its stable name, by hand. */
        PROMOTE
    }

    @Override
    public String toString() {
        return kind + " " + after.toSeconds() + " s after request " + request
                + (held.isZero() ? "" : ", which is held for " + held.toSeconds() + " s");
    }
}
