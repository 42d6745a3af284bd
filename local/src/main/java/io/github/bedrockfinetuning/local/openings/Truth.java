package io.github.bedrockfinetuning.local.openings;

/** What a condition is for a caller outside the account. */
enum Truth {
    /** It holds whatever the caller does. */
    TRUE,
    /** It cannot hold: AWS sets the key, and no caller outside the account has a value that matches. */
    FALSE,
    /** It can hold: the caller chooses the key, or the value is not known here. */
    ATTAINABLE
}
