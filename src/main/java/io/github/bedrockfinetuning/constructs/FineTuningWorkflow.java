package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.Alarms;
import io.github.bedrockfinetuning.constructs.internal.BedrockAccess;
import io.github.bedrockfinetuning.constructs.internal.Flags;
import io.github.bedrockfinetuning.constructs.internal.ModelChoice;
import io.github.bedrockfinetuning.constructs.internal.RunDashboard;
import io.github.bedrockfinetuning.constructs.internal.RunMetrics;
import io.github.bedrockfinetuning.constructs.internal.Step;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.ParameterPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * A complete fine-tuning workflow in your own account. Upload a dataset to {@code inbox/} of the datasets bucket to get
 * a fine-tuned Amazon Bedrock model, a report that shows whether it is better than its base model and a bigger model,
 * and no remaining charges.
 *
 * <pre>{@code new FineTuningWorkflow(this, "FineTuning");}</pre>
 *
 * <p>Nothing but the state machine's log group has a physical name, and that one is made of the stack's name and the
 * construct's path. So a stack may hold several workflows, and several stacks may exist in one account and Region: what belongs to one is marked by its tag, {@code ft:stack}.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/custom-models.html">Custom models</a>
 */
public final class FineTuningWorkflow extends Construct {
    private static final int ADDRESS = 8;

    private final DataStore dataStore;
    private final Topic topic;
    private final Map<String, StepFunction> steps = new TreeMap<>();
    private final StateMachine stateMachine;
    private final String tag;
    private final String defaults;
    private final WorkflowGrants grants;

    /** Creates a workflow with new buckets and keys, and the default models of its stack's Region. */
    public FineTuningWorkflow(Construct scope, String id) {
        this(scope, id, FineTuningWorkflowProps.builder().build());
    }

    /**
     * @throws IllegalArgumentException if the stack's Region cannot fine-tune, or a model is unknown, not allowed, or
     *     not available there
     */
    public FineTuningWorkflow(Construct scope, String id, FineTuningWorkflowProps props) {
        super(scope, id);
        Flags.pin(this);
        Stack stack = Stack.of(this);
        tag = stack.getStackName() + "-" + getNode().getAddr().substring(0, ADDRESS);
        ModelChoice models = new ModelChoice(
                this,
                new ModelChoice.Wish(
                        props.baseModel(),
                        props.referenceModel(),
                        props.withoutReferenceModel(),
                        props.allowedModels(),
                        props.allowEndOfLifeModels(),
                        props.allowCrossRegionInference()));
        dataStore = new DataStore(this, "Data", props.dataStore());
        Network network = props.network() == null ? null : network(props);
        topic = Topic.Builder.create(this, "Topic")
                .masterKey(dataStore.getDataKey())
                .enforceSsl(true)
                .build();
        CustomizationRole customization = new CustomizationRole(this, "Customization", dataStore, network);
        StepEnvironment environment = new StepEnvironment(dataStore, props, models, topic, customization, network, tag);
        defaults = environment.defaults();
        for (Step step : Step.values()) {
            steps.put(step.id(), function(step, environment.of(step), props.logRetention(), network));
        }
        dataStore.stagedOnlyBy(step(Step.PREPARE_DATASET).getRole());
        FineTuningStateMachine machine = new FineTuningStateMachine(
                this,
                "Machine",
                FineTuningStateMachineProps.builder()
                        .dataStore(dataStore)
                        .steps(steps)
                        .approvalTimeout(props.approvalTimeout())
                        .timeout(props.timeout())
                        .logRetention(props.logRetention())
                        .build());
        stateMachine = machine.getStateMachine();
        Step.toldOfMachine()
                .forEach(step -> step(step)
                        .getFunction()
                        .addEnvironment(EnvironmentVariables.STATE_MACHINE_ARN, stateMachine.getStateMachineArn()));
        BedrockAccess bedrock = new BedrockAccess(stack, tag, models);
        new StepAccess(dataStore, bedrock, network != null)
                .grantAll(this::step, customization, topic, stateMachine, ParameterPaths.prefix(tag));
        Intake intake = new Intake(this, "Intake", dataStore, step(Step.START_RUN), Step.START_RUN.timeoutSeconds());
        CleanUpGuard guard = new CleanUpGuard(
                this,
                "Guard",
                CleanUpGuardProps.builder()
                        .stateMachine(stateMachine)
                        .cleanUp(step(Step.CLEAN_UP_AFTER_END))
                        .sweep(step(Step.SWEEP))
                        .key(dataStore.getDataKey())
                        .build());
        List<IConstruct> guards = new ArrayList<>(List.of(dataStore, topic, machine, guard));
        guards.add(step(Step.CLEAN_UP_AFTER_END));
        guards.add(step(Step.SWEEP));
        if (network != null) {
            network.letAnswersThrough();
            guards.add(network);
        }
        new StackEnd(this, "End", step(Step.END_RUNS), guards, intake);
        Alarms alarms = new Alarms(this, "Alarms", topic);
        alarms.deadLetters(
                "UnstartedRuns",
                intake.deadLetters(),
                "A dropped dataset could not be made a run; nothing was created or paid. StartRun's log says why. When"
                        + " that is mended, start the dead letters' redrive in the SQS console, or upload again.");
        alarms.deadLetters(
                "UnfinishedCleanUp",
                guard.getDeadLetters(),
                "Cleaning up behind a run failed, so something may still be billed. ./fine-tune clean lists what is left,"
                        + " ./fine-tune clean --remove removes it; the log of CleanUpAfterEnd or Sweep says what failed.");
        alarms.failedExecutions(stateMachine);
        RunMetrics metrics =
                new RunMetrics(this, "Metrics", tag, step -> step(step).getLogGroup());
        alarms.sweeperActed(metrics.swept());
        if (!props.withoutDashboard()) {
            new RunDashboard(this, "Dashboard", tag, metrics, alarms.all());
        }
        grants = new WorkflowGrants(dataStore, bedrock, ParameterPaths.prefix(tag));
    }

    /** Returns the buckets and keys. */
    public DataStore getDataStore() {
        return dataStore;
    }

    /**
     * Returns the topic for approval requests, ends of runs, and alarms. Messages contain IDs and numbers, never data.
     */
    public Topic getTopic() {
        return topic;
    }

    public StateMachine getStateMachine() {
        return stateMachine;
    }

    /** Returns the functions by step name. */
    public Map<String, StepFunction> getSteps() {
        return Map.copyOf(steps);
    }

    /** Returns the value of the tag {@code ft:stack} on every resource of this workflow. */
    public String getTag() {
        return tag;
    }

    /** Returns the default settings of runs, as JSON. The ID of every run depends on them. */
    public String getDefaults() {
        return defaults;
    }

    /** Allows uploading datasets, which starts runs. */
    public Grant grantSubmit(IGrantable grantee) {
        return dataStore.grantDrop(grantee);
    }

    /** Allows reading reports and the status of runs. */
    public Grant grantReadReports(IGrantable grantee) {
        return dataStore.grantReadReports(grantee);
    }

    /** Allows approving and declining runs that wait for approval. */
    public Grant grantApprove(IGrantable grantee) {
        return grants.approve(grantee, stateMachine);
    }

    /** Allows finding promoted models by their stable names and invoking them. */
    public Grant grantInvokePromoted(IGrantable grantee) {
        return grants.invokePromoted(grantee);
    }

    private Network network(FineTuningWorkflowProps props) {
        NetworkProps given = props.network();
        return new Network(
                this,
                "Network",
                new NetworkProps(
                        given.vpc(),
                        given.vpc() == null ? null : given.subnets(),
                        given.zones(),
                        given.withoutEndpoints(),
                        given.logsKey() == null ? dataStore.getLogsKey() : given.logsKey(),
                        given.logRetention()));
    }

    private StepFunction step(Step step) {
        return steps.get(step.id());
    }

    private StepFunction function(
            Step step, Map<String, String> environment, RetentionDays logRetention, Network network) {
        return new StepFunction(
                this,
                step.id(),
                StepFunctionProps.builder()
                        .handler(step.handler())
                        .description(step.description())
                        .memoryMiB(step.memoryMiB())
                        .timeout(Duration.seconds(step.timeoutSeconds()))
                        .temporaryStorage(Size.mebibytes(step.temporaryMiB()))
                        .environment(environment)
                        .environmentKey(dataStore.getDataKey())
                        .logsKey(dataStore.getLogsKey())
                        .logRetention(logRetention)
                        .network(network)
                        .build());
    }
}
