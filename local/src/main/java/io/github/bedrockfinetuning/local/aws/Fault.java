package io.github.bedrockfinetuning.local.aws;

/** The faults that can be injected into a request. */
public enum Fault {
    /** The service returns its internal error and does not perform the request. */
    NOT_EXECUTED,
    /** The request takes effect, but its response is lost. */
    LOST_ANSWER,
    /** The request takes effect twice, as if the network had repeated it. The first response is returned. */
    DUPLICATE,
    /** The response is lost, and the request takes effect later. */
    LATE,
    /** The service throttles the request. */
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
    /** The request takes effect, but the body of its response is truncated. */
    CUT_OFF,
    /** The model is not available everywhere yet. Each request returns another error. */
    UNREADY,
    /** The model's response contains no message. */
    NO_MESSAGE;
}
