package io.github.bedrockfinetuning.local.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

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
     * @param error the error code; null without an error
     * @param executed whether the call took effect; a refused one did not, one with a lost answer did
     * @param fault the injected fault; null without one
     */
    public record Ending(int status, String error, boolean executed, Fault fault) {}

    public int status() {
        return ending.status();
    }

    public String error() {
        return ending.error();
    }

    public boolean executed() {
        return ending.executed();
    }

    public Fault fault() {
        return ending.fault();
    }
}
