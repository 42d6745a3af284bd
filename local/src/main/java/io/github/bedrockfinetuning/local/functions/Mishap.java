package io.github.bedrockfinetuning.local.functions;

/** What befalls one invocation of a function. */
public enum Mishap {
    NONE,
    /** Its process dies after the work is done, before its answer is out. */
    CRASH,
    /** It is not done when its time is up. */
    TIME_OUT,
    /** Its process ends for want of memory. */
    OUT_OF_MEMORY
}
