package io.github.bedrockfinetuning.contract.settings;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** When a person must approve the estimate before anything is created. */
public enum Approval {
    /** When the estimate's upper end is above the spending ceiling, or not known in full. */
    ABOVE_CEILING("above-ceiling"),
    /** Every run is asked for. */
    ALWAYS("always"),
    /** No approval is requested: a run above its ceiling is rejected. */
    NEVER("never");

    private final String id;

    Approval(String id) {
        this.id = id;
    }

    /** The word of {@code run.json}. */
    @JsonValue
    public String id() {
        return id;
    }

    public static Optional<Approval> find(String id) {
        return Arrays.stream(values()).filter(value -> value.id.equals(id)).findFirst();
    }

    /** The words of {@code run.json}, in alphabetical order. */
    static List<String> ids() {
        return Arrays.stream(values()).map(Approval::id).sorted().toList();
    }
}
