package io.github.bedrockfinetuning.local.aws;

/** Faults that can be injected into a call. */
public enum Fault {
    /** The service answers with its internal error and does nothing. */
    NOT_EXECUTED,
    /** The call takes effect, but its answer is lost. */
    LOST_ANSWER,
    /** The call takes effect twice, as when the network repeats a request; the first answer is returned. */
    DUPLICATE,
    /** The answer is lost, and the call takes effect only later. */
    LATE,
    /** The service throttles the call. */
    THROTTLED,
    /** The service denies access. */
    ACCESS_DENIED,
    /** The caller's temporary credentials have expired. */
    EXPIRED,
    /** The caller's clock is wrong. */
    SKEWED,
    /** AWS KMS throttles the service. */
    KEY_THROTTLED,
    /** Another operation on the same resource is in progress. */
    CONFLICT,
    /** The call takes effect, but the body of its answer ends early. */
    CUT_OFF,
    /** The model is not known everywhere yet: each call gets another error. */
    UNREADY,
    /** The model's answer has no message. */
    NO_MESSAGE;
}
