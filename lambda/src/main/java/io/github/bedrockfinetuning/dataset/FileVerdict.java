package io.github.bedrockfinetuning.dataset;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The outcome of checking a file: rejected if there is any error, otherwise with warnings if there is any warning. */
public enum FileVerdict {
    ACCEPT,
    WARN,
    REJECT;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
