package io.github.bedrockfinetuning.local.openings;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the policies of the identities in the stack. Finds statements that allow an identity to transfer data to an
 * identity outside the account, or to assume its role.
 */
final class IdentityPolicies {
    private static final Set<String> RESOURCE_ACCOUNT = Set.of("aws:resourceaccount", "s3:resourceaccount");
    private static final Set<String> EQUALS = Set.of("stringequals", "stringequalsignorecase", "stringlike");
    /** The pattern of base model ARNs. AWS owns base models. */
    private static final Pattern OF_AWS = Pattern.compile("arn:[a-z-]+:bedrock:[a-z0-9*-]*::foundation-model/.*");

    private static final Pattern ARN = Pattern.compile("arn:[^:*?]+:[^:*?]+:[^:]*:[^:]*:.*", Pattern.DOTALL);

    private final OwnAccount account;
    private final Findings findings;

    IdentityPolicies(OwnAccount account, Findings findings) {
        this.account = account;
        this.findings = findings;
    }

    void clause(StackResource at, String where, Clause clause) {
        if (!clause.allows() || isBoundToAccount(clause)) {
            return;
        }
        String statement = where + ", " + clause.name();
        if (clause.has("notresource")) {
            if (WaysOut.among(clause)) {
                out(at, statement, clause, "every resource except " + clause.texts("notresource"));
            }
            return;
        }
        for (String resource : clause.texts("resource")) {
            if (!account.holds(resource) && !account.isForAnswersToCloudFormation(resource)) {
                resource(at, statement, clause, resource);
            }
        }
    }

    private void resource(StackResource at, String statement, Clause clause, String resource) {
        String owner = ARN.matcher(resource).matches() ? OwnAccount.accountOf(resource) : "*";
        if (Unresolved.isIn(resource) || owner.contains("*") || owner.contains("?")) {
            if (WaysOut.among(clause)) {
                out(at, statement, clause, "every resource that matches " + resource);
            }
        } else if (owner.startsWith("$") && WaysOut.among(clause)) {
            out(at, statement, clause, "the account in the variable " + resource);
        } else if (owner.isEmpty()
                && !OwnAccount.isS3(resource)
                && !OF_AWS.matcher(resource).matches()) {
            if (WaysOut.among(clause)) {
                out(at, statement, clause, "the owner of " + resource);
            }
        } else if (OwnAccount.isAccount(owner)) {
            out(at, statement, clause, "the account " + owner + ": " + resource);
        } else if (owner.isEmpty() && OwnAccount.isS3(resource) && WaysOut.among(clause)) {
            out(at, statement, clause, "the owner of a bucket that is not in the stack: " + resource);
        }
    }

    private void out(StackResource at, String statement, Clause clause, String who) {
        findings.opening(
                at,
                statement,
                who,
                clause.actions() + ", called by an identity in the stack",
                "Specify resources in this account, or require aws:ResourceAccount to be the ID of this account.");
    }

    private boolean isBoundToAccount(Clause clause) {
        return clause.terms().stream()
                .anyMatch(term -> EQUALS.contains(term.operator().toLowerCase(Locale.ROOT))
                        && RESOURCE_ACCOUNT.contains(term.key().toLowerCase(Locale.ROOT))
                        && !term.values().isEmpty()
                        && term.values().stream().allMatch(account::isOwn));
    }
}
