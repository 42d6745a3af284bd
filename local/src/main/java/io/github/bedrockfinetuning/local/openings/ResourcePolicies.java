package io.github.bedrockfinetuning.local.openings;

import io.github.bedrockfinetuning.local.openings.Conditions.Outsider;
import io.github.bedrockfinetuning.local.openings.Principals.Named;
import java.util.List;

/**
 * Reads resource-based policies, and finds callers outside the account that have access. An Allow statement is
 * reported even if another statement denies the same request, because then the data would depend on the Deny
 * statement alone.
 */
final class ResourcePolicies {
    private final Principals principals;
    private final Conditions conditions;
    private final Findings findings;

    ResourcePolicies(OwnAccount account, Findings findings) {
        principals = new Principals(account);
        conditions = new Conditions(account);
        this.findings = findings;
    }

    /** Reads a statement. */
    void clause(StackResource at, String where, Clause clause) {
        String statement = where + ", " + clause.name();
        if (!clause.allows()) {
            return;
        }
        List<Named> named = principals.of(clause);
        if (named.isEmpty()) {
            findings.unread(at, statement + " allows actions without a principal");
        }
        named.forEach(one -> principal(at, statement, clause, one));
    }

    private void principal(StackResource at, String statement, Clause clause, Named named) {
        switch (named.kind()) {
            case OWN -> {}
            case SERVICE -> service(at, statement, clause, named.text());
            case UNKNOWN ->
                findings.opening(
                        at,
                        statement,
                        named.text() + ", which the template does not identify",
                        clause.actions(),
                        "Specify identities in this account.");
            case FEDERATED ->
                findings.opening(
                        at,
                        statement,
                        named.text(),
                        clause.actions(),
                        "Remove the identity provider, or specify identities in this account instead.");
            case FOREIGN -> {
                if (conditions.attainable(clause.terms(), Outsider.IDENTITY)) {
                    outside(at, statement, clause, named.text());
                }
            }
            case EVERYBODY -> {
                if (conditions.attainable(clause.terms(), Outsider.IDENTITY)
                        || conditions.attainable(clause.terms(), Outsider.ANONYMOUS)) {
                    outside(at, statement, clause, named.text());
                } else if (conditions.attainable(clause.terms(), Outsider.SERVICE)) {
                    outside(at, statement, clause, "every AWS service that acts for another account");
                }
            }
        }
    }

    private void outside(StackResource at, String statement, Clause clause, String who) {
        findings.opening(
                at,
                statement,
                who,
                clause.actions(),
                "Specify identities in this account, or require aws:PrincipalAccount to be the ID of this "
                        + "account.");
    }

    private void service(StackResource at, String statement, Clause clause, String service) {
        if (CallingServices.passOnRequests(service)) {
            findings.opening(
                    at,
                    statement,
                    "all callers of " + service,
                    clause.actions(),
                    "Remove the statement. The template does not show who can use the service that forwards"
                            + " requests to this resource.");
            return;
        }
        if (!conditions.attainable(clause.terms(), Outsider.SERVICE)
                || CallingServices.mayActWithoutSource(service, at.type(), clause)) {
            return;
        }
        findings.opening(
                at,
                statement,
                service + " for any account",
                clause.actions(),
                "Require aws:SourceAccount to be the ID of this account, or aws:SourceArn to be the"
                        + " resource that the service acts for.");
    }
}
