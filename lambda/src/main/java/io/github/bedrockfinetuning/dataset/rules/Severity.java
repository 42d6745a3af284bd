package io.github.bedrockfinetuning.dataset.rules;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The severity of a finding. */
public enum Severity {
    /** The service or the comparison would fail. The file is rejected. */
    ERROR,
    /** The run would succeed, but with worse results than expected. */
    WARNING,
    /** Information for the user, which does not affect the verdict. */
    INFO;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
