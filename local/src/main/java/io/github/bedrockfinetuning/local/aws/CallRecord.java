package io.github.bedrockfinetuning.local.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request, as AWS CloudTrail would record it.
 *
 * @param role the access key ID of the caller
 * @param input the parameters of the operation, without the content of objects
 */
public record CallRecord(
        Instant time, String role, String service, String operation, String resource, ObjectNode input, Ending ending) {

    /**
     * The result of a request.
     *
     * @param status the HTTP status; 0 if no response arrived
     * @param error the error code; null if the request succeeded
     * @param executed whether the request took effect; false for a rejected request, true for a request with a lost
     *     response
     * @param fault the injected fault
     */
    public record Ending(
            int status,
            @Nullable String error,
            boolean executed,
            @Nullable Fault fault) {}

    public int status() {
        return ending.status();
    }

    public @Nullable String error() {
        return ending.error();
    }

    public boolean executed() {
        return ending.executed();
    }

    public @Nullable Fault fault() {
        return ending.fault();
    }
}
