package io.github.bedrockfinetuning.local.access;

import io.github.bedrockfinetuning.local.iam.AuthorizationRequest;
import io.github.bedrockfinetuning.local.iam.Decision;
import io.github.bedrockfinetuning.local.iam.Statement;
import java.util.List;
import java.util.Map;

/**
 * One row of the access matrix: a principal, an action, a resource, and the decision.
 *
 * @param under the condition keys that the request requires to be allowed; empty if none are required, or if the
 *     request is denied
 * @param request the request with physical names
 */
public record AccessRow(
        String principal,
        String action,
        String resource,
        Decision decision,
        Map<String, String> under,
        AuthorizationRequest request) {

    public boolean allowed() {
        return decision.isAllowed();
    }

    /** Returns the statements that led to the decision. */
    public List<String> by() {
        return decision.by().stream().map(Statement::label).distinct().toList();
    }
}
