package io.github.bedrockfinetuning.local.doctor;

import io.github.bedrockfinetuning.contract.WorkflowDescriptor;
import io.github.bedrockfinetuning.local.account.AccountClients;
import io.github.bedrockfinetuning.preflight.Check;
import io.github.bedrockfinetuning.run.Failures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.lambda.model.EnvironmentError;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.State;

/**
 * Checks whether the functions of a stack can run, and whether Lambda can decrypt their environment variables. Lambda
 * decrypts the variables with the caller's permissions. If the caller has no access to the key, the check cannot be
 * made. For other callers, the check verifies that the key works. It does not verify that the roles of the functions
 * have access to the key.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html">State, LastUpdateStatus
 *     and their reason codes</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_EnvironmentResponse.html">EnvironmentResponse</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html">"kms:Decrypt: to
 *     view and manage environment variables that are encrypted with a customer managed key"</a>
 */
final class FunctionChecks {
    /** The states of a function that can run. An Inactive function becomes active when it is invoked. */
    private static final Set<State> FIT = Set.of(State.ACTIVE, State.INACTIVE);

    /**
     * The error code for callers without the kms:Decrypt permission. This code was observed; AWS does not document
     * these codes.
     */
    private static final String DENIED = "AccessDeniedException";

    private static final String PREPARE_DATASET = ".PrepareDataset::";
    private static final Subject FUNCTIONS = new Subject("functions");
    private static final Subject ENVIRONMENTS = new Subject("function-environments");

    private final AccountClients clients;
    private final WorkflowDescriptor workflow;
    private List<GetFunctionConfigurationResponse> functions;

    FunctionChecks(AccountClients clients, WorkflowDescriptor workflow) {
        this.clients = clients;
        this.workflow = workflow;
    }

    List<Check> checks() {
        return List.of(FUNCTIONS.ask(this::states), ENVIRONMENTS.ask(this::environments));
    }

    /**
     * Returns the environment variables of the PrepareDataset function, or an empty {@code Optional} if they cannot
     * be read.
     */
    Optional<Map<String, String>> preparing() {
        return functions().stream()
                .filter(function ->
                        function.handler() != null && function.handler().contains(PREPARE_DATASET))
                .filter(function ->
                        function.environment() != null && function.environment().error() == null)
                .map(function -> function.environment().variables())
                .findFirst();
    }

    private Check states() {
        List<String> broken = new ArrayList<>();
        List<String> busy = new ArrayList<>();
        for (GetFunctionConfigurationResponse function : functions()) {
            if (function.lastUpdateStatus() == LastUpdateStatus.FAILED) {
                broken.add(function.functionName() + " (update failed: " + function.lastUpdateStatusReasonCodeAsString()
                        + ")");
            } else if (function.state() == State.PENDING
                    || function.lastUpdateStatus() == LastUpdateStatus.IN_PROGRESS) {
                busy.add(function.functionName());
            } else if (function.state() != null && !FIT.contains(function.state())) {
                broken.add(function.functionName() + " (" + function.stateAsString() + ": "
                        + function.stateReasonCodeAsString() + ")");
            }
        }
        if (!broken.isEmpty()) {
            return FUNCTIONS.fail(
                    "Lambda cannot run " + String.join(", ", broken) + ".",
                    "Fix the cause that the reason describes, such as the key or the subnets, and deploy the"
                            + " stack again.");
        }
        return busy.isEmpty()
                ? FUNCTIONS.pass("all " + functions().size() + " can run")
                : FUNCTIONS.warn(
                        "Lambda is still creating or updating " + String.join(", ", busy) + ".",
                        "Run this command again in a minute.");
    }

    private Check environments() {
        TreeSet<String> reasons = new TreeSet<>();
        List<String> broken = new ArrayList<>();
        boolean denied = false;
        for (GetFunctionConfigurationResponse function : functions()) {
            EnvironmentError error = function.environment() == null
                    ? null
                    : function.environment().error();
            if (error != null && DENIED.equals(error.errorCode())) {
                denied = true;
            } else if (error != null) {
                broken.add(function.functionName());
                reasons.add(error.errorCode() + ": " + Failures.quote(error.message()));
            }
        }
        if (!broken.isEmpty()) {
            return ENVIRONMENTS.fail(
                    "Lambda cannot decrypt the environment variables of " + String.join(", ", broken) + ": "
                            + String.join("; ", reasons),
                    "Make sure that the key is enabled and that Lambda has permission to use it, then deploy"
                            + " the stack again.");
        }
        return denied
                ? ENVIRONMENTS.notAllowed("kms:Decrypt")
                : ENVIRONMENTS.pass("all " + functions().size() + " can be decrypted");
    }

    private List<GetFunctionConfigurationResponse> functions() {
        if (functions == null) {
            functions = workflow.functions().values().stream()
                    .map(name -> clients.lambda().getFunctionConfiguration(r -> r.functionName(name)))
                    .toList();
        }
        return functions;
    }
}
