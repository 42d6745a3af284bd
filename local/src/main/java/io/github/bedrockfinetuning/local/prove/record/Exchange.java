package io.github.bedrockfinetuning.local.prove.record;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One request and what was answered, without any of the data: what is kept are names of members, their types, values of the
 * API's own enums and error codes.
 *
 * @param operation the API's name for it
 * @param label what the request was about, in words of this software
 * @param error the error code; empty if the request succeeded
 * @param members the type of each member of the answer, by its path
 * @param enums the values of each member that is an enum, by its path
 */
record Exchange(
        Question question,
        String operation,
        String label,
        Optional<String> error,
        Map<String, String> members,
        Map<String, Set<String>> enums) {
    private static final String STATUS = "status";

    /** The status that the answer tells, if it tells one: other members depend on it. */
    String status() {
        return String.join(",", enums.getOrDefault(STATUS, Set.of()));
    }

    /** The operation as differences name it. */
    String title() {
        return label.isEmpty() ? operation : operation + " (" + label + ")";
    }
}
