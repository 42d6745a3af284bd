package io.github.bedrockfinetuning.dataset.rules;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much a finding weighs. */
public enum Severity {
    /** The service, or the comparison, would fail: the file is rejected. */
    ERROR,
    /** It would run, but worse than the user thinks. */
    WARNING,
    /** Worth knowing; leaves the verdict alone. */
    INFO;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
