package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.access.StackPolicies;
import io.github.bedrockfinetuning.local.aws.bedrock.Durations;
import io.github.bedrockfinetuning.local.iam.Decision;
import io.github.bedrockfinetuning.local.iam.Request;
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
 * ones, and those in which a first line of clean-up or a delivery fails. Each is rehearsed once for all tests.
 */
public enum Scenarios {
    /** Two more uploads start no run. */
    PLAIN("{}"),
    /** Approved, judged, better, and promoted. */
    PROMOTED("""
            {"promote": true, "approval": "always", "judge": {"model": "amazon.nova-pro-v1:0:300k"}}"""),
    /** The job fails; the sweeper dies whenever it is called. */
    FAILED("{}", "CheckTraining:fails", "Sweep:crash*3"),
    /** The clean-up in the flow stops the job. */
    BROKEN_WHILE_TRAINING("{}", "CheckTraining:access-denied"),
    /** The clean-up in the flow removes the deployment. */
    BROKEN_WHILE_SERVING("{}", "CheckServing:access-denied"),
    /** The clean-up after the end stops the job. */
    ABORTED("{}", "CheckTraining:abort"),
    /** The clean-up after the end removes the deployment. */
    ABORTED_WHILE_SERVING("{}", "CheckServing:abort"),
    /** Nobody tells the clean-up of the end, so the sweeper stops the job. */
    LEFT_WHILE_TRAINING(
            "{}", List.of("FineTuningCleanUpAfterEndFunction/FineTuningGuardMayCleanUp"), "CheckTraining:abort"),
    /** The clean-up after the end dies, so the sweeper removes the deployment. */
    LEFT_WHILE_SERVING("{}", "CheckServing:abort", "CleanUp:time-out*3"),
    /** Somebody else has given his job the run's name. */
    NAME_OF_JOB_TAKEN("StartTraining", Scenarios::takeJob),
    /** Somebody else has given his deployment the run's name. */
    NAME_OF_DEPLOYMENT_TAKEN("StartServing", Scenarios::takeDeployment),
    /** The stack is deleted; nobody tells the clean-up of the end, so EndRuns stops the job, or removes the deployment. */
    DELETED_WHILE_TRAINING(
            "CheckTraining",
            (stack, run) -> stack.delete(),
            "FineTuningCleanUpAfterEndFunction/FineTuningGuardMayCleanUp"),
    DELETED_WHILE_SERVING(
            "AnswerTuned",
            (stack, run) -> stack.delete(),
            "FineTuningCleanUpAfterEndFunction/FineTuningGuardMayCleanUp"),
    /** The drop and the sweeper's call come nowhere. */
    UNDELIVERED("{}", List.of("FineTuningIntakeQueuePolicy/Drops", "FineTuningGuardSchedulePolicy/Sweep"));

    private final String settings;
    private final List<String> without;
    private final List<FaultSpec> faults;
    private String state = "";
    private BiConsumer<DeployedStack, String> meanwhile;
    private Map<Request, Decision> asked;

    /** @param meanwhile what somebody else does when the run comes to a state; it is told the run's id */
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

    /** What was asked of the policies and allowed, once each. */
    public synchronized Map<Request, Decision> asked() throws IOException {
        if (asked == null) {
            try (DeployedStack stack = rehearse(UnaryOperator.identity())) {
                asked = stack.aws().authorizations().asked();
            }
        }
        return asked;
    }

    /** Everything that was asked in all of them. */
    public static Map<Request, Decision> allAsked() throws IOException {
        Map<Request, Decision> all = new LinkedHashMap<>();
        for (Scenarios scenario : values()) {
            scenario.asked().forEach((request, decision) -> {
                if (decision.isAllowed()) {
                    all.put(request, decision);
                }
            });
        }
        return all;
    }

    /** The statements that the stack lacks, by their labels. */
    List<String> without() {
        return without;
    }

    /** Whether a stranger takes part, whose things the policies keep the run from. */
    boolean isDisturbed() {
        return meanwhile != null;
    }

    /** Rehearses it under policies made of the stack's own. */
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
            // Longer than the sweeper takes to come.
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

    /** An administrator of the account. */
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
