package io.github.bedrockfinetuning.local.prove.record;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request and its response without data: the names and types of members, enum values, and error codes.
 *
 * @param operation the name of the API operation
 * @param label the subject of the request
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

    /** Returns the status in the response, or an empty string if there is none. Other members depend on the status. */
    String status() {
        return String.join(",", enums.getOrDefault(STATUS, Set.of()));
    }

    /** Returns the name of the operation for use in differences. */
    String title() {
        return label.isEmpty() ? operation : operation + " (" + label + ")";
    }
}
