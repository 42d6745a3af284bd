package io.github.bedrockfinetuning.local.iam;

import io.github.bedrockfinetuning.local.iam.PrincipalElement.Match;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a request. An explicit deny in any policy takes precedence. Otherwise, a policy must allow the request.
 * Within an account, the policy of the resource or of the identity is sufficient. Across accounts, both are required.
 * For KMS keys and roles, identity-based policies apply only if the policy of the resource delegates to the account.
 * Permissions boundaries and session policies limit permissions, but do not grant any.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html">How
 *     a request is allowed or denied</a>
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html">Key policies</a>
 */
public final class Evaluation {
    private final AuthorizationRequest request;
    private final Policies policies;

    private Evaluation(AuthorizationRequest request, Policies policies) {
        this.request = request;
        this.policies = policies;
    }

    public static Decision of(AuthorizationRequest request, Policies policies) {
        return new Evaluation(request, policies).decide();
    }

    private Decision decide() {
        return denied().orElseGet(() -> blocked(
                switch (request.principal().kind()) {
                    case SERVICE, ANONYMOUS -> byResource();
                    case ROLE, USER -> request.sameAccount() ? sameAccount() : acrossAccounts();
                }));
    }

    /**
     * Returns whether a Deny statement applies. If the principal has a permissions boundary, every Deny with
     * NotPrincipal applies.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html">Permissions
     *     boundaries</a>
     */
    private boolean strikes(Statement statement) {
        return statement.excludesPrincipals() && policies.boundary() != null
                || statement.match(request.principal()) != Match.NONE;
    }

    private Optional<Decision> denied() {
        for (Policy policy : policies.identity()) {
            Optional<Statement> deny = first(policy, false);
            if (deny.isPresent()) {
                return deny.map(by -> Decision.denied(by, "identity-based policy"));
            }
        }
        return resourceDenies()
                .map(by -> Decision.denied(by, "resource-based policy"))
                .or(() -> first(policies.boundary(), false).map(by -> Decision.denied(by, "permissions boundary")))
                .or(() -> first(policies.session(), false).map(by -> Decision.denied(by, "session policy")));
    }

    private Decision byResource() {
        return resource(Match.ITSELF).map(Decision::allowed).orElseGet(() -> missing("resource-based policy allows"));
    }

    private Decision sameAccount() {
        Optional<Statement> itself = resource(Match.ITSELF);
        if (itself.isPresent()) {
            return Decision.allowed(itself.get());
        }
        Optional<Statement> limit = limit();
        Optional<Statement> role = resource(Match.ROLE);
        if (role.isPresent()) {
            return limit.isEmpty() && isLimited() ? beyond() : Decision.allowed(role.get());
        }
        if (!trustsAccount()) {
            return missing("resource-based policy allows");
        }
        Optional<Statement> identity = identity();
        if (identity.isEmpty()) {
            return missing("identity-based policy allows");
        }
        if (limit.isEmpty() && isLimited()) {
            return beyond();
        }
        return ownPolicyAlone()
                ? Decision.allowed(identity.get(), resource(Match.ACCOUNT).orElseThrow())
                : Decision.allowed(identity.get());
    }

    private Decision acrossAccounts() {
        Optional<Statement> resource = resource(Match.ACCOUNT);
        Optional<Statement> identity = identity();
        if (resource.isEmpty()) {
            return missing("resource-based policy allows");
        }
        if (identity.isEmpty()) {
            return missing("identity-based policy allows");
        }
        return limit().isEmpty() && isLimited() ? beyond() : Decision.allowed(identity.get(), resource.get());
    }

    /** Denies access to a bucket with a public policy from other accounts if Block Public Access requires this. */
    private Decision blocked(Decision decision) {
        boolean outsider = request.principal().kind() != Principal.Kind.SERVICE && !request.sameAccount();
        boolean blocks = policies.publicAccessBlocked() && request.service().equals("s3");
        if (!decision.isAllowed() || !blocks || !outsider || policies.resource() == null) {
            return decision;
        }
        return policies.resource().statements().stream()
                .filter(PublicAccess::isPublic)
                .findFirst()
                .map(open -> Decision.denied(open, "public policy that Block Public Access restricts"))
                .orElse(decision);
    }

    /** Returns whether identity-based policies apply only if the resource-based policy delegates to its account. */
    private boolean ownPolicyAlone() {
        boolean key = request.service().equals("kms") && request.resource().contains(":key/");
        return key || request.service().equals("sts") && policies.resource() != null;
    }

    private boolean trustsAccount() {
        return !ownPolicyAlone() || resource(Match.ACCOUNT).isPresent();
    }

    private Optional<Statement> identity() {
        for (Policy policy : policies.identity()) {
            Optional<Statement> allow = first(policy, true);
            if (allow.isPresent()) {
                return allow;
            }
        }
        return Optional.empty();
    }

    private boolean isLimited() {
        return policies.boundary() != null || policies.session() != null;
    }

    /**
     * Returns the statement of the last limiting policy that allows the request, or an empty {@code Optional} if one
     * of these policies does not allow it.
     */
    private Optional<Statement> limit() {
        Optional<Statement> last = Optional.empty();
        for (Policy policy : new @Nullable Policy[] {policies.boundary(), policies.session()}) {
            if (policy != null) {
                last = first(policy, true);
                if (last.isEmpty()) {
                    return last;
                }
            }
        }
        return last;
    }

    private Decision beyond() {
        return missing(
                policies.boundary() != null && first(policies.boundary(), true).isEmpty()
                        ? "permissions boundary allows"
                        : "session policy allows");
    }

    private Decision missing(String whatAllows) {
        return Decision.missing(whatAllows + " the " + request.action() + " action");
    }

    /**
     * Returns the first statement of a policy that applies to the request, or an empty {@code Optional} if there is
     * none.
     */
    private Optional<Statement> first(@Nullable Policy policy, boolean allows) {
        if (policy != null) {
            for (Statement statement : policy.statements(request.action())) {
                if (statement.allows() == allows && statement.holdsFor(request)) {
                    return Optional.of(statement);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Statement> resourceDenies() {
        for (Statement statement : resourceStatements()) {
            if (!statement.allows() && strikes(statement) && statement.holdsFor(request)) {
                return Optional.of(statement);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the first statement in the resource-based policy that allows the principal and specifies it at least as
     * directly as required.
     */
    private Optional<Statement> resource(Match least) {
        for (Statement statement : resourceStatements()) {
            if (statement.allows()
                    && statement.match(request.principal()).compareTo(least) >= 0
                    && statement.holdsFor(request)) {
                return Optional.of(statement);
            }
        }
        return Optional.empty();
    }

    private List<Statement> resourceStatements() {
        return policies.resource() == null ? List.of() : policies.resource().statements(request.action());
    }
}
