package io.github.bedrockfinetuning.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The role of a system in a run's comparison. A system with uploaded recorded answers is named after its file instead.
 */
public enum SystemRole {
    /** The custom model that the run trained. */
    TUNED("tuned"),
    /** The base model, without fine-tuning. */
    BASE("base"),
    /** The reference model, which is a larger model for comparison. */
    REFERENCE("reference"),
    /** The custom model that an earlier run promoted for the same dataset. */
    PROMOTED("promoted");

    private final String id;

    SystemRole(String id) {
        this.id = id;
    }

    /**
     * Returns the system's name, which is used in the state, in the keys of its answers, in reports, and in settings.
     */
    @JsonValue
    public String id() {
        return id;
    }

    /**
     * Returns the role of the system with the specified name, or empty if the name identifies a set of recorded
     * answers.
     */
    public static Optional<SystemRole> of(String id) {
        return Arrays.stream(values()).filter(role -> role.id.equals(id)).findFirst();
    }

    /** Returns the IDs in alphabetical order. Recorded answers must not use them as their names. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(SystemRole::id).sorted().toList();
    }
}
