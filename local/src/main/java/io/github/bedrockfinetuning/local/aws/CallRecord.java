package io.github.bedrockfinetuning.local.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One call as AWS's own trail would have it.
 *
 * @param role who called: the access key id
 * @param input the operation's parameters, bodies of objects aside
 * @param status the HTTP status; 0 if no answer arrived
 * @param error the error code, or null
 * @param executed whether the call took effect; a refused one did not, one with a lost answer did
 * @param fault the injected fault, or null
 */
public record CallRecord(
        Instant time,
        String role,
        String service,
        String operation,
        String resource,
        ObjectNode input,
        int status,
        String error,
        boolean executed,
        Fault fault) {}
