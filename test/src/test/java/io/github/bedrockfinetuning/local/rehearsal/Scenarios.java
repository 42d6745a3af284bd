package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.access.StackPolicies;
import io.github.bedrockfinetuning.local.aws.bedrock.Durations;
import io.github.bedrockfinetuning.local.iam.AuthorizationRequest;
import io.github.bedrockfinetuning.local.iam.Decision;
import io.github.bedrockfinetuning.local.states.Execution;
import io.github.bedrockfinetuning.local.states.Listener;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.BedrockClient;

/**
 * The ways in which a run can go that between them ask for everything a stack may do: plain, failed, aborted and promoted
 * ones, and those in which a first line of cleanup or a delivery fails. Each is rehearsed once for all tests.
 */
public enum Scenarios {
    /** A run with two additional uploads that do not start a run. */
    PLAIN("{}"),
    /** A run that is approved, judged, better and promoted. */
    PROMOTED("""
            {"promote": true, "approval": "always", "judge": {"model": "amazon.nova-pro-v1:0:300k"}}"""),
    /** A run whose job fails. The sweeper crashes on every invocation. */
    FAILED("{}", "CheckTraining:fails", "Sweep:crash*3"),
    /** The cleanup in the workflow stops the job. */
    BROKEN_WHILE_TRAINING("{}", "CheckTraining:access-denied"),
    /** The cleanup in the workflow removes the deployment. */
    BROKEN_WHILE_SERVING("{}", "CheckServing:access-denied"),
    /** The cleanup after the execution stops the job. */
    ABORTED("{}", "CheckTraining:abort"),
    /** The cleanup after the execution removes the deployment. */
    ABORTED_WHILE_SERVING("{}", "CheckServing:abort"),
    /** The cleanup is not notified of the end, so the sweeper stops the job. */
    LEFT_WHILE_TRAINING(
            "{}", List.of("FineTuningCleanUpAfterEndFunction/FineTuningGuardMayCleanUp"), "CheckTraining:abort"),
    /** The cleanup after the execution times out, so the sweeper removes the deployment. */
    LEFT_WHILE_SERVING("{}", "CheckServing:abort", "CleanUp:time-out*3"),
    /** Another job has the name of the run. */
    NAME_OF_JOB_TAKEN("StartTraining", Scenarios::takeJob),
    /** Another deployment has the name of the run. */
    NAME_OF_DEPLOYMENT_TAKEN("StartServing", Scenarios::takeDeployment),
    /**
     * The stack is deleted and the cleanup is not notified of the end, so EndRuns stops the job or removes the
     * deployment.
     */
    DELETED_WHILE_TRAINING(
            "CheckTraining",
            (stack, run) -> StackDeletion.start(stack),
            "FineTuningCleanUpAfterEndFunction/FineTuningGuardMayCleanUp"),
    DELETED_WHILE_SERVING(
            "AnswerTuned",
            (stack, run) -> StackDeletion.start(stack),
            "FineTuningCleanUpAfterEndFunction/FineTuningGuardMayCleanUp"),
    /** The upload event and the schedule of the sweeper are not delivered. */
    UNDELIVERED("{}", List.of("FineTuningIntakeQueuePolicy/Drops", "FineTuningGuardSchedulePolicy/Sweep"));

    private final String settings;
    private final List<String> without;
    private final List<FaultSpec> faults;
    private String state = "";
    private BiConsumer<DeployedStack, String> meanwhile;
    private Map<AuthorizationRequest, Decision> asked;

    /** @param meanwhile runs when the run reaches a state, with the run ID */
    Scenarios(String state, BiConsumer<DeployedStack, String> meanwhile) {
        this("{}", List.of());
        this.state = state;
        this.meanwhile = meanwhile;
    }

    /** @param missing the statement that the stack lacks */
    Scenarios(String state, BiConsumer<DeployedStack, String> meanwhile, String missing) {
        this("{}", List.of(missing));
        this.state = state;
        this.meanwhile = meanwhile;
    }

    Scenarios(String settings, String... faults) {
        this(settings, List.of(), faults);
    }

    /** @param without the statements that the stack lacks */
    Scenarios(String settings, List<String> without, String... faults) {
        this.settings = settings;
        this.without = without;
        this.faults = List.of(faults).stream().map(FaultSpec::parse).toList();
    }

    /** Returns the distinct requests that the policies allowed, with their decisions. */
    public synchronized Map<AuthorizationRequest, Decision> asked() throws IOException {
        if (asked == null) {
            try (DeployedStack stack = rehearse(UnaryOperator.identity())) {
                asked = stack.aws().authorizations().asked();
            }
        }
        return asked;
    }

    /** Returns the requests of all scenarios. */
    public static Map<AuthorizationRequest, Decision> allAsked() throws IOException {
        Map<AuthorizationRequest, Decision> all = new LinkedHashMap<>();
        for (Scenarios scenario : values()) {
            scenario.asked().forEach((request, decision) -> {
                if (decision.isAllowed()) {
                    all.put(request, decision);
                }
            });
        }
        return all;
    }

    /** Returns the labels of the statements that the stack lacks. */
    List<String> without() {
        return without;
    }

    /** Returns whether another caller participates, whose resources the policies protect from the run. */
    boolean isDisturbed() {
        return meanwhile != null;
    }

    /** Rehearses the scenario with changed policies of the stack. */
    public DeployedStack rehearse(UnaryOperator<StackPolicies> policies) throws IOException {
        DeployedStack[] deployed = new DeployedStack[1];
        RunListener approving = new RunListener(Progress.NONE, true);
        Listener listener = new Listener() {
            @Override
            public void stateEntered(Execution execution, String entered, JsonNode input) {
                approving.stateEntered(execution, entered, input);
                if (entered.equals(state)) {
                    meanwhile.accept(deployed[0], execution.name());
                }
            }
        };
        Wiring wiring = Wiring.loopback(Stacks.REGION)
                .under(own -> policies.apply(own.without(statement -> without.contains(statement.label()))));
        DeployedStack stack = DeployedStack.deploy(Stacks.assembly(), Stacks.REGION, faults, listener, wiring);
        deployed[0] = stack;
        if (this == LEFT_WHILE_TRAINING) {
            // This time is longer than the interval of the sweeper.
            stack.aws().bedrock().durations(Durations.DEFAULT.withQueue(Duration.ofHours(10)));
        }
        approving.follow(stack);
        Upload.of(Optional.of(dataset()), Optional.empty()).into(stack);
        if (this == PLAIN) {
            // Two uploads with the same problem: the second one finds the response to the first.
            stack.upload("inbox/tickets.csv", new byte[] {'a'});
            stack.upload("inbox/orders.csv", new byte[] {'b'});
        }
        stack.settle();
        return stack;
    }

    private static void takeJob(DeployedStack stack, String runId) {
        stranger(stack)
                .createModelCustomizationJob(r -> r.jobName(runId)
                        .customModelName("theirs")
                        .roleArn("arn:aws:iam::" + DeployedStack.ACCOUNT + ":role/theirs")
                        .baseModelIdentifier("amazon.nova-micro-v1:0:128k")
                        .trainingDataConfig(
                                t -> t.s3Uri("s3://" + stack.datasets() + "/staged/" + runId + "/train.jsonl"))
                        .outputDataConfig(o -> o.s3Uri("s3://" + stack.results() + "/theirs/")));
    }

    private static void takeDeployment(DeployedStack stack, String runId) {
        BedrockClient bedrock = stranger(stack);
        bedrock.createCustomModelDeployment(r -> r.modelDeploymentName(runId)
                .modelArn(bedrock.listCustomModels(l -> {})
                        .modelSummaries()
                        .get(0)
                        .modelArn()));
    }

    /** Returns the client of an administrator of the account. */
    private static BedrockClient stranger(DeployedStack stack) {
        return BedrockClient.builder()
                .region(Region.of(Stacks.REGION))
                .endpointOverride(URI.create("http://localhost"))
                .httpClient(stack.aws().httpClient())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("administrator", "rehearsal")))
                .build();
    }

    private Path dataset() throws IOException {
        return Colours.write(Files.createTempDirectory("scenario").resolve("colours"), 40, settings);
    }
}
