package io.github.bedrockfinetuning.local.access;

import io.github.bedrockfinetuning.local.iam.Decision;
import io.github.bedrockfinetuning.local.iam.Request;
import io.github.bedrockfinetuning.local.iam.Statement;
import java.util.List;
import java.util.Map;

/**
 * One cell of the matrix: who, what, on what, and what the policies say.
 *
 * @param under what the request must bring along to be allowed; empty if nothing special, or if it is denied
 * @param request as it was asked, with physical names
 */
public record AccessRow(
        String principal,
        String action,
        String resource,
        Decision decision,
        Map<String, String> under,
        Request request) {

    public boolean allowed() {
        return decision.isAllowed();
    }

    /** The statements that decided. */
    public List<String> by() {
        return decision.by().stream().map(Statement::label).distinct().toList();
    }
}
