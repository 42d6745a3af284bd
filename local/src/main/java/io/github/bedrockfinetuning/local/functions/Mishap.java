package io.github.bedrockfinetuning.local.functions;

/** A fault injected into an invocation of a function. */
public enum Mishap {
    NONE,
    /** The process crashes after it has done its work and before it responds. */
    CRASH,
    /** The function times out. */
    TIME_OUT,
    /** The process runs out of memory. */
    OUT_OF_MEMORY
}
