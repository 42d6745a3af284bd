package io.github.bedrockfinetuning.local.aws.authorization;

import io.github.bedrockfinetuning.local.aws.wire.Need;
import io.github.bedrockfinetuning.local.iam.AuthorizationRequest;
import io.github.bedrockfinetuning.local.iam.Decision;
import io.github.bedrockfinetuning.local.iam.Principal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks permissions against the policies of the account, records every decision, and reports denials with the
 * wording that AWS uses.
 */
public final class Authorizations {
    private final @Nullable Authorizer authorizer;
    private final String region;
    private final String account;
    private final Map<Question, Decision> asked = new LinkedHashMap<>();
    private final Map<String, Principal> roles = new ConcurrentHashMap<>();
    /** The number of times that the policies have changed. */
    private volatile int policies;

    private BiConsumer<String, String> refusedKeys = (role, action) -> {};

    /** The parts of an authorization request. They are faster to look up than the request itself. */
    private record Question(Principal principal, Need need, int policies) {}

    /** @param authorizer decides which requests are allowed; null to allow every request */
    public Authorizations(@Nullable Authorizer authorizer, String region, String account) {
        this.authorizer = authorizer;
        this.region = region;
        this.account = account;
    }

    /** Returns whether permissions are checked. */
    public boolean areAsked() {
        return authorizer != null;
    }

    /** Causes subsequent requests to be evaluated again, because the policies of the account have changed. */
    public void policiesChanged() {
        policies++;
    }

    /** @param listener receives each denied use of a key: the name of the role and the action */
    public void onRefusedKey(BiConsumer<String, String> listener) {
        refusedKeys = listener;
    }

    /** Returns all requests that were checked, with the decisions. */
    public synchronized Map<AuthorizationRequest, Decision> asked() {
        Map<AuthorizationRequest, Decision> requests = new LinkedHashMap<>();
        asked.forEach((question, decision) -> requests.put(request(question), decision));
        return requests;
    }

    /** Returns all denials, with the wording that AWS uses. */
    public synchronized List<String> refused() {
        return asked.entrySet().stream()
                .filter(entry -> !entry.getValue().isAllowed())
                .map(entry -> words(request(entry.getKey()), entry.getValue()))
                .toList();
    }

    /** Returns the reason that a role is denied access, or an empty Optional if access is allowed. */
    public Optional<String> refusalOfRole(String roleArn, List<Need> needs) {
        return refusal(roles.computeIfAbsent(roleArn, arn -> Principal.role(arn, "rehearsal")), needs);
    }

    /**
     * Returns the reason that a role is denied access, or an empty Optional if access is allowed. The role is
     * specified by its name, which is the access key ID of the caller.
     */
    public Optional<String> refusalOfCaller(String roleName, List<Need> needs) {
        return refusalOfRole("arn:aws:iam::" + account + ":role/" + roleName, needs);
    }

    /**
     * Returns the reason that access is denied to a service that acts on behalf of a resource in this account, or an
     * empty Optional if access is allowed. EventBridge sends the ARN of the rule, but no account.
     *
     * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-troubleshooting.html">Troubleshooting
     *     Amazon EventBridge</a>, "My rule ran, but my Lambda function was not invoked"
     */
    public Optional<String> refusalOfService(String service, @Nullable String sourceArn, Need need) {
        Map<String, String> context = new HashMap<>(need.context());
        if (!service.equals("events.amazonaws.com")) {
            context.put("aws:SourceAccount", account);
        }
        if (sourceArn != null) {
            context.put("aws:SourceArn", sourceArn);
        }
        return refusal(Principal.service(service), List.of(new Need(need.action(), need.resource(), context)));
    }

    /**
     * Returns the reason that a role cannot be assumed by a service that acts on behalf of a resource in this
     * account, or an empty Optional if the service can assume it.
     *
     * @param sourceArn the ARN of the resource; null if the service does not send {@code aws:SourceArn}
     */
    public Optional<String> refusalToAssume(String service, @Nullable String sourceArn, String roleArn) {
        return refusalOfService(service, sourceArn, Need.of("sts:AssumeRole", roleArn));
    }

    /**
     * Returns the permissions that a service needs to use a key on behalf of a role, or an empty list if {@code
     * keyArn} is null.
     */
    public List<Need> ofKey(@Nullable String keyArn, String service, Map<String, String> context, String... actions) {
        return Need.ofKey(keyArn, service, region, account, context, actions);
    }

    private Optional<String> refusal(Principal principal, List<Need> needs) {
        if (authorizer == null) {
            return Optional.empty();
        }
        Optional<String> refusal = Optional.empty();
        for (Need need : needs) {
            Question question = new Question(principal, need, policies);
            Decision decision = decide(question);
            if (refusal.isEmpty() && !decision.isAllowed()) {
                refusal = Optional.of(words(request(question), decision));
                tell(principal, need);
            }
        }
        return refusal;
    }

    private void tell(Principal principal, Need need) {
        if (need.action().startsWith("kms:") && principal.arn() != null) {
            refusedKeys.accept(principal.arn().replaceFirst("^.*?role/([^/]+).*$", "$1"), need.action());
        }
    }

    private synchronized Decision decide(Question question) {
        return asked.computeIfAbsent(question, absent -> authorizer.decide(request(question)));
    }

    private AuthorizationRequest request(Question question) {
        Need need = question.need();
        return AuthorizationRequest.of(question.principal(), need.action(), need.resource(), account, need.context());
    }

    private static String words(AuthorizationRequest request, Decision decision) {
        return "User: "
                + (request.principal().arn() == null
                        ? "anonymous"
                        : request.principal().arn())
                + " is not authorized to perform: " + request.action()
                + (request.resource().equals("*") ? "" : " on resource: " + request.resource()) + " "
                + decision.reason();
    }
}
