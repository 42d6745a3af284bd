package io.github.bedrockfinetuning.local.doctor;

import io.github.bedrockfinetuning.answering.Rate;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.RunLimits;
import io.github.bedrockfinetuning.contract.WorkflowDescriptor;
import io.github.bedrockfinetuning.local.account.AccountClients;
import io.github.bedrockfinetuning.local.account.DeployedWorkflows;
import io.github.bedrockfinetuning.local.account.WorkflowChoice;
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
    /** The name of the app's stack, which is checked if there is no workflow. */
    private static final String DEFAULT_STACK = "FineTuning";

    private static final Subject STACK = new Subject("stack");
    private static final Subject WORKFLOW = new Subject("workflow");

    private final AccountClients clients;
    private final Clock clock;
    private final Function<WorkflowDescriptor, Platform> open;

    /** @param open opens a deployed workflow */
    public Doctor(AccountClients clients, Clock clock, Function<WorkflowDescriptor, Platform> open) {
        this.clients = clients;
        this.clock = clock;
        this.open = open;
    }

    /**
     * Checks the account, the workflow, and its stack.
     *
     * @param choice the workflow; if the user specified one, a missing workflow is a failure
     * @throws software.amazon.awssdk.core.exception.SdkException if there are no valid credentials or no Region
     */
    public List<Check> examine(WorkflowChoice choice) {
        List<Check> checks = new ArrayList<>();
        clients.region();
        checks.add(new AccountBasics(clients).credentials());
        checks.add(new AccountBasics(clients).region());
        Optional<WorkflowDescriptor> workflow = find(choice, checks);
        Optional<StackFacts> stack = find(
                workflow.map(found -> found.identity().stack())
                        .or(choice::stack)
                        .orElse(DEFAULT_STACK),
                workflow.isPresent() || choice.stack().isPresent(),
                checks);
        Optional<Platform> platform = workflow.map(open);
        Optional<FunctionChecks> functions = workflow.map(found -> new FunctionChecks(clients, found));
        Optional<Map<String, String>> variables = functions.flatMap(Doctor::variables);
        checks.addAll(account(stack, platform, variables));
        workflow.ifPresent(found -> {
            checks.addAll(functions.orElseThrow().checks());
            checks.addAll(new QueueChecks(clients, found).checks());
            checks.add(new KeyChecks(clients).check(found));
        });
        platform.map(WorkflowChecks::new).ifPresent(deployed -> {
            checks.add(deployed.log());
            checks.addAll(deployed.buckets(variables));
            checks.add(deployed.topic());
            checks.add(deployed.billing());
        });
        return List.copyOf(checks);
    }

    private Optional<WorkflowDescriptor> find(WorkflowChoice choice, List<Check> checks) {
        DeployedWorkflows workflows = new DeployedWorkflows(clients);
        try {
            if (choice.isSpecified()) {
                WorkflowDescriptor found = workflows.require(choice);
                checks.add(WORKFLOW.pass(inWords(found)));
                return Optional.of(found);
            }
            Optional<WorkflowDescriptor> found = workflows.find(choice);
            checks.add(WORKFLOW.pass(
                    found.map(Doctor::inWords).orElse("none is deployed, so only the account was checked")));
            return found;
        } catch (IllegalArgumentException e) {
            checks.add(
                    choice.isSpecified()
                            ? WORKFLOW.fail(
                                    e.getMessage(), "Specify a different workflow with --workflow, or set AWS_REGION.")
                            : WORKFLOW.warn(e.getMessage(), "Run the command again with --workflow."));
            return Optional.empty();
        } catch (RuntimeException e) {
            checks.add(WORKFLOW.unanswered(e).orElseThrow(() -> e));
            return Optional.empty();
        }
    }

    private static String inWords(WorkflowDescriptor workflow) {
        return workflow.identity().path() + " (" + workflow.identity().tag() + ")";
    }

    private Optional<StackFacts> find(String name, boolean named, List<Check> checks) {
        try {
            Optional<StackFacts> stack = StackFacts.find(clients, name);
            String missing = name + " is not deployed in " + clients.region();
            checks.add(stack.map(Doctor::status)
                    .orElseGet(() -> named
                            ? STACK.fail(
                                    missing + ".",
                                    "Deploy the stack, specify a different one with --stack, or set AWS_REGION.")
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
                ? STACK.fail(found, remedy + ". Then fix the failure and deploy the stack again, or delete the stack.")
                : STACK.pass(found);
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
                                model, model.servingMode(), Optional.empty(), concurrentBatches(variables)))
                        .orElse(1)));
        checks.add(new LogResourcePolicies(clients).check(platform.isPresent()));
        checks.addAll(new PromptHandling(new Platform(
                        Map.of(EnvironmentVariables.AWS_REGION, region), clients.aws(), clock, duration -> {}))
                .checks());
        ModelExamination examination = new ModelExamination(clients, clock);
        checks.addAll(platform.isPresent() ? examination.checks(models, variables) : examination.checks(models));
        return checks;
    }

    /** Returns the maximum number of concurrent batches of the workflow; the default if it is not known. */
    private static int concurrentBatches(Optional<Map<String, String>> variables) {
        return variables
                .map(set -> set.get(EnvironmentVariables.FT_CONCURRENT_BATCHES))
                .map(Integer::parseInt)
                .orElse(RunLimits.CONCURRENT_BATCHES);
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
