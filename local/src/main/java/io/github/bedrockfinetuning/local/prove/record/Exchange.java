package io.github.bedrockfinetuning.local.prove.record;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request and its response without data: the names and types of members, values of enums, and error codes.
 *
 * @param operation its name in the API
 * @param label what the request was about
 * @param error the error code; empty if the request succeeded
 * @param members the type of each member of the response, by path
 * @param enums the values of each enum member, by path
 */
record Exchange(
        Question question,
        String operation,
        String label,
        Optional<String> error,
        Map<String, String> members,
        Map<String, Set<String>> enums) {
    private static final String STATUS = "status";

    /** The status in the response, if there is one; other members depend on it. */
    String status() {
        return String.join(",", enums.getOrDefault(STATUS, Set.of()));
    }

    /** The operation as differences name it. */
    String title() {
        return label.isEmpty() ? operation : operation + " (" + label + ")";
    }
}
