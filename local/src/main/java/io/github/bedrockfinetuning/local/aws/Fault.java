package io.github.bedrockfinetuning.local.aws;

/** What can be made to go wrong with a call. */
public enum Fault {
    /** Refused on the service's side with its internal error; nothing was done. */
    NOT_EXECUTED,
    /** It took effect; the answer never came. */
    LOST_ANSWER,
    /** It took effect twice, as when the network repeats a request; the first answer came. */
    DUPLICATE,
    /** No answer came, and it takes effect only later. */
    LATE,
    /** Refused for coming too often. */
    THROTTLED,
    /** Refused for want of permission. */
    ACCESS_DENIED,
    /** Refused because the caller's temporary credentials have ended. */
    EXPIRED,
    /** Refused because the caller's clock is wrong. */
    SKEWED,
    /** Refused because the service calls AWS KMS too often. */
    KEY_THROTTLED,
    /** Refused because something else is being done to the same resource. */
    CONFLICT,
    /** It took effect, and the answer's body broke off in the middle. */
    CUT_OFF,
    /** A model that is not known everywhere yet: another error at each strike. */
    UNREADY,
    /** A model's answer without a message. */
    NO_MESSAGE;
}
