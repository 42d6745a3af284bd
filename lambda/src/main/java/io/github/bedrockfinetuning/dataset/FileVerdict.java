package io.github.bedrockfinetuning.dataset;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The outcome of checking a file: any error rejects it, otherwise any warning warns. */
public enum FileVerdict {
    ACCEPT,
    WARN,
    REJECT;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
