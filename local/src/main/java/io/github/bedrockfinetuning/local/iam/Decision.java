package io.github.bedrockfinetuning.local.iam;

import java.util.List;

/**
 * An IAM decision, with the statement that denies the request or the statements that together allow it. The list of
 * statements is empty if no statement applies.
 *
 * @param reason a short reason
 */
public record Decision(Verdict verdict, List<Statement> by, String reason) {
    /** The possible decisions. */
    public enum Verdict {
        ALLOWED,
        EXPLICITLY_DENIED,
        IMPLICITLY_DENIED
    }

    public Decision {
        by = List.copyOf(by);
    }

    static Decision allowed(Statement... by) {
        return new Decision(Verdict.ALLOWED, List.of(by), "allowed");
    }

    static Decision denied(Statement by, String policyKind) {
        return new Decision(Verdict.EXPLICITLY_DENIED, List.of(by), "with an explicit deny in a " + policyKind);
    }

    static Decision missing(String what) {
        return new Decision(Verdict.IMPLICITLY_DENIED, List.of(), "because no " + what);
    }

    public boolean isAllowed() {
        return verdict == Verdict.ALLOWED;
    }
}
