package io.github.bedrockfinetuning.local.functions;

/** A fault to inject into an invocation of a function. */
public enum Mishap {
    NONE,
    /** The process crashes after it has completed its work and before it responds. */
    CRASH,
    /** The function times out. */
    TIME_OUT,
    /** The process runs out of memory. */
    OUT_OF_MEMORY
}
