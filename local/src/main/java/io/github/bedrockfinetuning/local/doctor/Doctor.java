package io.github.bedrockfinetuning.local.doctor;

import io.github.bedrockfinetuning.answering.Rate;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.RunLimits;
import io.github.bedrockfinetuning.local.account.AccountClients;
import io.github.bedrockfinetuning.preflight.Check;
import io.github.bedrockfinetuning.run.Platform;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Checks an account and, if it is deployed, a stack. Doctor makes only read-only requests with the caller's
 * permissions. If a permission is missing, the result states that the check could not be made.
 */
public final class Doctor {
    private static final Subject STACK = new Subject("stack");

    private final AccountClients clients;
    private final Clock clock;
    private final Function<String, Platform> open;

    /** @param open opens a deployed stack by its name */
    public Doctor(AccountClients clients, Clock clock, Function<String, Platform> open) {
        this.clients = clients;
        this.clock = clock;
        this.open = open;
    }

    /**
     * Checks the account and the stack.
     *
     * @param named whether the user specified the stack; if so, a missing stack is a failure
     * @throws software.amazon.awssdk.core.exception.SdkException if there are no valid credentials or no Region
     */
    public List<Check> examine(String stackName, boolean named) {
        List<Check> checks = new ArrayList<>();
        clients.region();
        checks.add(new AccountBasics(clients).credentials());
        checks.add(new AccountBasics(clients).region());
        Optional<StackFacts> stack = find(stackName, named, checks);
        Optional<Platform> platform = stack.flatMap(there -> open(there, checks));
        Optional<FunctionChecks> functions = stack.map(there -> new FunctionChecks(clients, there));
        Optional<Map<String, String>> variables = functions.flatMap(Doctor::variables);
        checks.addAll(account(stack, platform, variables));
        if (stack.isPresent()) {
            checks.addAll(functions.orElseThrow().checks());
            checks.addAll(new QueueChecks(clients, stack.get()).checks());
            checks.add(new KeyChecks(clients).check(stack.get(), variables));
        }
        platform.map(WorkflowChecks::new).ifPresent(workflow -> {
            checks.add(workflow.log());
            checks.addAll(workflow.buckets(variables));
            checks.add(workflow.topic());
            checks.add(workflow.billing());
        });
        return List.copyOf(checks);
    }

    private Optional<StackFacts> find(String name, boolean named, List<Check> checks) {
        try {
            Optional<StackFacts> stack = StackFacts.find(clients, name);
            String missing = name + " is not deployed in " + clients.region();
            checks.add(stack.map(Doctor::status)
                    .orElseGet(() -> named
                            ? STACK.fail(
                                    missing + ".",
                                    "Deploy the stack, specify another one with --stack, or set AWS_REGION.")
                            : STACK.pass(missing + "; checked only the account")));
            return stack;
        } catch (RuntimeException e) {
            checks.add(STACK.unanswered(e).orElseThrow(() -> e));
            return Optional.empty();
        }
    }

    /**
     * Checks the result of the last deployment of the stack.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html">Stack status
     *     codes</a>
     */
    private static Check status(StackFacts stack) {
        String status = stack.status();
        String found = stack.name() + ": " + status;
        String remedy = "See the stack's events in the CloudFormation console";
        if (status.endsWith("_IN_PROGRESS")) {
            return STACK.warn(found, "Run this command again when CloudFormation has finished.");
        }
        if (status.equals("UPDATE_ROLLBACK_COMPLETE")) {
            return STACK.warn(
                    found + ": the last deployment failed and was rolled back.", remedy + ", and deploy again.");
        }
        return status.endsWith("_FAILED") || status.equals("ROLLBACK_COMPLETE")
                ? STACK.fail(found, remedy + ", fix the failure and deploy the stack again, or delete the stack.")
                : STACK.pass(found);
    }

    private Optional<Platform> open(StackFacts stack, List<Check> checks) {
        try {
            return Optional.of(open.apply(stack.name()));
        } catch (IllegalArgumentException e) {
            checks.add(STACK.fail(e.getMessage(), "Specify the stack of a fine-tuning workflow with --stack."));
            return Optional.empty();
        }
    }

    private List<Check> account(
            Optional<StackFacts> stack, Optional<Platform> platform, Optional<Map<String, String>> variables) {
        String region = clients.region();
        RunModels models = new RunModels(region, platform);
        List<Check> checks = new ArrayList<>();
        checks.add(new AccountBasics(clients)
                .bootstrap(stack.flatMap(there -> there.parameter("BootstrapVersion"))
                        .orElse(AccountBasics.BOOTSTRAP_PARAMETER)));
        checks.add(new LambdaConcurrency(clients)
                .check(models.base()
                        .map(model -> Rate.concurrency(
                                model, model.servingMode(), Optional.empty(), RunLimits.CONCURRENT_BATCHES))
                        .orElse(1)));
        checks.add(new LogResourcePolicies(clients).check(stack.isPresent()));
        checks.addAll(new PromptHandling(new Platform(
                        Map.of(EnvironmentVariables.AWS_REGION, region), clients.aws(), clock, duration -> {}))
                .checks());
        ModelExamination examination = new ModelExamination(clients, clock);
        checks.addAll(stack.isPresent() ? examination.checks(models, variables) : examination.checks(models));
        return checks;
    }

    private static Optional<Map<String, String>> variables(FunctionChecks functions) {
        try {
            return functions.preparing();
        } catch (RuntimeException e) {
            return new Subject("")
                    .unanswered(e)
                    .map(unanswered -> Optional.<Map<String, String>>empty())
                    .orElseThrow(() -> e);
        }
    }
}
