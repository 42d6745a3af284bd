package io.github.bedrockfinetuning.local.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call, as AWS CloudTrail would record it.
 *
 * @param role who called: the access key ID
 * @param input the operation's parameters, without the content of objects
 */
public record CallRecord(
        Instant time, String role, String service, String operation, String resource, ObjectNode input, Ending ending) {

    /**
     * How a call ended.
     *
     * @param status the HTTP status; 0 if no answer arrived
     * @param error the error code; null if the call succeeded
     * @param executed whether the call took effect; a refused one did not, one with a lost answer did
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
