package io.github.bedrockfinetuning.dataset.rules;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a file is for. Bedrock reads training and validation files; test and general files stay with this workflow. */
public enum FileKind {
    TRAINING,
    VALIDATION,
    /** The set that the systems are compared on. */
    TEST,
    /** A set outside the task, to watch for forgetting. */
    GENERAL;

    /** The name used on the command line and in JSON. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether Bedrock reads such a file, so that the service's limits apply. */
    public boolean readByBedrock() {
        return this == TRAINING || this == VALIDATION;
    }

    /** @throws IllegalArgumentException naming the kinds there are */
    public static FileKind of(String id) {
        return Arrays.stream(values())
                .filter(kind -> kind.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + id + "\" is no kind of dataset. Allowed: "
                        + Arrays.stream(values()).map(FileKind::id).collect(Collectors.joining(", ")) + "."));
    }
}
