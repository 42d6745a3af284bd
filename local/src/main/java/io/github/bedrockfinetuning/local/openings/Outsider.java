package io.github.bedrockfinetuning.local.openings;

/** Kinds of callers outside the account. */
enum Outsider {
    /** An identity of another account. */
    IDENTITY,
    /** A caller without credentials. */
    ANONYMOUS,
    /** An AWS service that acts for another account. */
    SERVICE
}
