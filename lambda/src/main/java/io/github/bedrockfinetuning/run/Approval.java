package io.github.bedrockfinetuning.run;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** When a person must agree to the price before anything is created. */
public enum Approval {
    /** When the estimate's upper end is above the spending ceiling, or not known in full. */
    ABOVE_CEILING("above-ceiling"),
    ALWAYS("always"),
    /** Nobody is asked: a run above its ceiling is refused. */
    NEVER("never");

    private final String id;

    Approval(String id) {
        this.id = id;
    }

    @JsonValue
    public String id() {
        return id;
    }

    static Optional<Approval> find(String id) {
        return Arrays.stream(values()).filter(value -> value.id.equals(id)).findFirst();
    }
}
