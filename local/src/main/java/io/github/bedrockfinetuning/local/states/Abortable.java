package io.github.bedrockfinetuning.local.states;

/** Something that runs on behalf of a state and ends with it: a branch, or a Distributed Map's child. */
public interface Abortable {
    /** Ends it at once; its tasks in flight finish late. Does nothing if it is over. */
    void abort();
}
