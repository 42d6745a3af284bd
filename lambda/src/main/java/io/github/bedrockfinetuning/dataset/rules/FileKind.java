package io.github.bedrockfinetuning.dataset.rules;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The purpose of a file. Bedrock reads training and validation files. Only this workflow uses test and general files.
 */
public enum FileKind {
    TRAINING,
    VALIDATION,
    /** The set on which the systems are compared. */
    TEST,
    /**
     * A set of questions unrelated to the task, which is used to detect capabilities that the model lost during
     * training.
     */
    GENERAL;

    /** Returns the name that is used on the command line and in JSON. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether Bedrock reads this kind of file, in which case the service's limits apply. */
    public boolean readByBedrock() {
        return this == TRAINING || this == VALIDATION;
    }

    /**
     * Returns the kind with this name.
     *
     * @throws IllegalArgumentException if there is no such kind; the message lists all kinds
     */
    public static FileKind of(String id) {
        return Arrays.stream(values())
                .filter(kind -> kind.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + id
                        + "\" is not a valid kind of dataset. Specify one of the following: "
                        + Arrays.stream(values()).map(FileKind::id).collect(Collectors.joining(", ")) + "."));
    }
}
