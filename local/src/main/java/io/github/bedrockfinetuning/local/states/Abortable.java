package io.github.bedrockfinetuning.local.states;

/** A branch or a child execution. It ends when the state that started it ends. */
public interface Abortable {
    /** Aborts the work. Tasks in progress continue, but their results are ignored. Has no effect after the end. */
    void abort();
}
