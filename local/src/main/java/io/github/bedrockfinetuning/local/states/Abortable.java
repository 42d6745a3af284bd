package io.github.bedrockfinetuning.local.states;

/** A branch or a child execution, which ends when the state that started it ends. */
public interface Abortable {
    /**
     * Aborts immediately. Tasks in progress run to their end, but their results are ignored. Does nothing after the
     * end.
     */
    void abort();
}
