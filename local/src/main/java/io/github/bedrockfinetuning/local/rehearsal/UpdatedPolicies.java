package io.github.bedrockfinetuning.local.rehearsal;

import io.github.bedrockfinetuning.local.access.StackPolicies;
import io.github.bedrockfinetuning.local.aws.authorization.Authorizer;
import io.github.bedrockfinetuning.local.iam.AuthorizationRequest;
import io.github.bedrockfinetuning.local.iam.Decision;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The policies of a stack during and after updates. A change of a policy affects all function versions immediately,
 * because they share the role of their function. Removed roles keep their policies until CloudFormation deletes them.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html">Troubleshoot IAM</a>, changes that
 *     aren't immediately visible: the delay of seconds is not simulated
 */
public final class UpdatedPolicies implements Authorizer {
    private volatile StackPolicies current;
    private volatile StackPolicies previous;
    private final Set<String> removed = new HashSet<>();
    private boolean deleted = true;

    public UpdatedPolicies(StackPolicies policies) {
        current = policies;
        previous = policies;
    }

    /** Applies the policies of another template. Roles that it does not contain are not deleted yet. */
    public synchronized void change(StackPolicies policies) {
        previous = current;
        current = policies;
        removed.addAll(previous.roles());
        removed.removeAll(policies.roles());
        deleted = false;
    }

    /** Deletes the roles that the current template does not contain. */
    public synchronized void deleteRemoved() {
        deleted = true;
    }

    @Override
    public synchronized Decision decide(AuthorizationRequest request) {
        String role = request.principal().roleArn();
        boolean ofRemoved = removed.contains(request.resource()) || role != null && removed.contains(role);
        if (!ofRemoved) {
            return current.decide(request);
        }
        return deleted
                ? new Decision(Decision.Verdict.IMPLICITLY_DENIED, List.of(), "because the role does not exist")
                : previous.decide(request);
    }
}
