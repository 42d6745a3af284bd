package io.github.bedrockfinetuning.contract.settings;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The condition under which a person must approve the estimate before anything is created. */
public enum Approval {
    /** Approval is required if the estimate's upper end exceeds the spending ceiling or is not fully known. */
    ABOVE_CEILING("above-ceiling"),
    /** Approval is required for every run. */
    ALWAYS("always"),
    /** No approval is requested. A run whose estimate exceeds its spending ceiling is rejected. */
    NEVER("never");

    private final String id;

    Approval(String id) {
        this.id = id;
    }

    /** Returns the value that is used in {@code run.json}. */
    @JsonValue
    public String id() {
        return id;
    }

    public static Optional<Approval> find(String id) {
        return Arrays.stream(values()).filter(value -> value.id.equals(id)).findFirst();
    }

    /** Returns the values that are allowed in {@code run.json}, in alphabetical order. */
    static List<String> ids() {
        return Arrays.stream(values()).map(Approval::id).sorted().toList();
    }
}
