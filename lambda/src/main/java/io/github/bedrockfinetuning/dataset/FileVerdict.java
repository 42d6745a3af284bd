package io.github.bedrockfinetuning.dataset;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The result of checking a file: reject if there are errors, warn if there are only warnings, and accept otherwise. */
public enum FileVerdict {
    ACCEPT,
    WARN,
    REJECT;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
