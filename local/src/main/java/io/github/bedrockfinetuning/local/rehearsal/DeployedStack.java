package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.ParameterPaths;
import io.github.bedrockfinetuning.contract.Prefixes;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.contract.StepName;
import io.github.bedrockfinetuning.contract.WorkflowDescriptor;
import io.github.bedrockfinetuning.contract.WorkflowDescriptor.Identity;
import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.local.aws.Faults;
import io.github.bedrockfinetuning.local.aws.LocalAws;
import io.github.bedrockfinetuning.local.aws.bedrock.Offer;
import io.github.bedrockfinetuning.local.aws.s3.ObjectVersion;
import io.github.bedrockfinetuning.local.aws.wire.Call;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.functions.MemoryUse;
import io.github.bedrockfinetuning.local.states.Execution;
import io.github.bedrockfinetuning.local.states.Listener;
import io.github.bedrockfinetuning.local.states.StatesException;
import io.github.bedrockfinetuning.local.states.TaskCall;
import io.github.bedrockfinetuning.local.states.TaskFailed;
import io.github.bedrockfinetuning.local.states.TaskRunner;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A synthesized stack that is deployed to a separate local simulation. The virtual clock starts on the date of the
 * catalog. All activity takes place in {@link #settle}.
 */
public final class DeployedStack implements AutoCloseable {
    /** The account ID for stacks that were synthesized without an account. */
    public static final String ACCOUNT = "111122223333";

    private static final Duration SWEEP = Duration.ofHours(1);
    /** The maximum number of resource failures to inject. It exceeds the number of resources that a run can create. */
    private static final int MOST_FAILURES = 100;

    private static final ObjectMapper JSON = Json.mapper();

    private Blueprint blueprint;
    private final Wiring wiring;
    private final UpdatedPolicies policies;
    private final VirtualClock clock;
    private final LocalAws aws;
    private final FunctionFaults functionFaults;
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final Functions functions;
    private Deployment deployment;
    /** The environment of the function that starts runs. It contains the buckets and the state machine. */
    private Map<String, String> settings;

    private final List<String> imported;
    private final ServiceAccess access;
    private final Map<FaultSpec, Faults.Planned> planned = new LinkedHashMap<>();

    private DeployedStack(Blueprint blueprint, List<FaultSpec> faults, Listener listener, Wiring wiring)
            throws IOException {
        this.blueprint = blueprint;
        this.wiring = wiring;
        policies = new UpdatedPolicies(wiring.policies().apply(blueprint.policies()));
        clock = new VirtualClock(Catalogue.load().asOf().atTime(9, 0).toInstant(ZoneOffset.UTC));
        functionFaults = new FunctionFaults(faults);
        aws = new LocalAws(
                clock,
                blueprint.region(),
                blueprint.account(),
                wiring.models(),
                new LambdaTasks(),
                this::items,
                listener,
                policies);
        access = new ServiceAccess(aws.authorizations());
        functions = new Functions(wiring.runners().of(clock, aws, log::add), functionFaults, access);
        deployment = Deployment.deploy(blueprint, aws, clock, functions, access);
        settings = settings();
        imported = blueprint.importedResources().makeIn(aws, settings);
        if (functions.have(EnvironmentVariables.FT_ALLOW_END_OF_LIFE, "true")) {
            stillHasAccess();
        }
        for (Path asset : blueprint.assembly().assets().values()) {
            if (asset.toString().endsWith(".zip")) {
                StepsCode.requireSame(asset);
            }
        }
        faults.forEach(this::plan);
    }

    private Map<String, String> settings() {
        return functions
                .function(blueprint
                        .names()
                        .arn(blueprint.template().resource(blueprint.assembly().startRun())))
                .environment();
    }

    /**
     * Deploys a synthesized stack.
     *
     * @param region the Region of the stack
     * @param listener receives the events of the executions
     */
    public static DeployedStack deploy(Assembly assembly, String region, List<FaultSpec> faults, Listener listener)
            throws IOException {
        return deploy(assembly, region, faults, listener, Wiring.loopback(region));
    }

    /**
     * Deploys one workflow in a deployed template, without faults. Its functions send requests to the local
     * simulation without sockets.
     *
     * @throws IllegalArgumentException if the template does not contain the workflow
     */
    public static DeployedStack deploy(JsonNode template, Identity workflow) throws IOException {
        return deploy(
                Assembly.deployed(template, workflow),
                workflow.region(),
                List.of(),
                Listener.NONE,
                Wiring.direct(workflow.region()));
    }

    static DeployedStack deploy(
            Assembly assembly, String region, List<FaultSpec> faults, Listener listener, Wiring wiring)
            throws IOException {
        return deploy(new Blueprint(assembly, region), faults, listener, wiring);
    }

    /** Deploys a blueprint. */
    static DeployedStack deploy(Blueprint blueprint, List<FaultSpec> faults, Listener listener, Wiring wiring)
            throws IOException {
        return new DeployedStack(blueprint, faults, listener, wiring);
    }

    public VirtualClock clock() {
        return clock;
    }

    public LocalAws aws() {
        return aws;
    }

    /** Returns all log lines of the handlers. */
    public List<String> log() {
        return List.copyOf(log);
    }

    /** Returns notes for the user about the assumptions of the rehearsal and about resources that it ignores. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!imported.isEmpty()) {
            notes.add("Imported resources, which are assumed to be configured as the workflow requires: "
                    + String.join(", ", imported) + ".");
        }
        Set<String> unknown = deployment.unknownTypes();
        if (!unknown.isEmpty()) {
            notes.add("Not simulated and ignored: " + String.join(", ", unknown) + ".");
        }
        blueprint.policies().notes().stream()
                .filter(note -> note.contains(" are omitted: "))
                .forEach(notes::add);
        return notes;
    }

    /** Returns the memory use of the function processes, or an empty list if the handlers run in this process. */
    public List<MemoryUse> memory() {
        return functions.memory();
    }

    /** Returns the bucket for datasets. */
    public String datasets() {
        return settings.get(EnvironmentVariables.DATASETS_BUCKET);
    }

    /** Returns the bucket for answers, states, and reports. */
    public String results() {
        return settings.get(EnvironmentVariables.RESULTS_BUCKET);
    }

    /** Returns the descriptor that the workflow published. */
    public WorkflowDescriptor descriptor() {
        return aws.ssm()
                .value(ParameterPaths.descriptor(settings.get(EnvironmentVariables.FT_STACK)))
                .map(WorkflowDescriptor::read)
                .orElseThrow(() -> new IllegalArgumentException("The template does not contain the descriptor of the"
                        + " workflow. Deploy the stack again with this version."));
    }

    /** Returns the blueprint from which the stack was deployed. */
    Blueprint blueprint() {
        return blueprint;
    }

    /** Returns the synthesized definition of the state machine. */
    public JsonNode definition() {
        return blueprint.machine(stateMachineArn()).definition();
    }

    public String stateMachineArn() {
        return settings.get(EnvironmentVariables.STATE_MACHINE_ARN);
    }

    /**
     * Returns the name of a role in the stack.
     *
     * @param path the construct path of the role, such as {@code Analytics/Operators}
     * @throws IllegalArgumentException if the stack does not contain the role
     */
    public String role(String path) {
        return blueprint.template().resources("AWS::IAM::Role").stream()
                .filter(role -> ("/" + path + "/Resource")
                        .equals(blueprint.assembly().pathsById().get(role.logicalId())))
                .map(blueprint.names()::name)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The stack has no role " + path + "."));
    }

    /** Returns all executions in the order in which they were started. */
    public List<Execution> executions() {
        return aws.executions().list(stateMachineArn());
    }

    /** Uploads an object to the datasets bucket. */
    public void upload(String key, byte[] bytes) {
        upload(key, Content.of(bytes));
    }

    void upload(String key, Content content) {
        aws.s3().put(datasets(), key, content);
    }

    /** Advances virtual time until all activity has ended and the sweeper has run once more. */
    public void settle() {
        clock.after(SWEEP, this::sweep);
        clock.run();
    }

    /** Returns an object in the results bucket as JSON, or an empty {@code Optional} if the object does not exist. */
    public Optional<JsonNode> result(String key) throws IOException {
        Optional<ObjectVersion> object = aws.s3().get(results(), key);
        if (object.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = object.get().content().open()) {
            return Optional.of(JSON.readTree(in));
        }
    }

    /**
     * Approves a run that is waiting for approval.
     *
     * @return whether the run was waiting
     */
    public boolean approve(String runId) {
        try {
            Optional<JsonNode> approval = result(Prefixes.RUNS + runId + "/" + FileNames.APPROVAL);
            if (approval.isPresent()) {
                aws.executions()
                        .sendTaskSuccess(
                                approval.get().path(StateFields.TASK_TOKEN).asText(),
                                approval.get().path("approved"));
            }
            return approval.isPresent();
        } catch (StatesException nothingWaits) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the AWS requests from the handlers in order. */
    public List<CallRecord> calls() {
        return aws.calls().all();
    }

    /** @throws IllegalArgumentException if a fault was specified for a step that was not run */
    void requireFaultsReached(List<FaultSpec> faults) {
        for (FaultSpec fault : faults) {
            if (!functionFaults.wasInvoked(fault.step())) {
                throw new IllegalArgumentException("The run did not reach " + fault.step() + ", so the fault \"" + fault
                        + "\" was not injected. Remove it, or use a dataset that reaches this step.");
            }
        }
    }

    /**
     * Returns whether a fault was injected. For a fault that makes a resource fail, returns whether the step was run.
     */
    boolean struck(FaultSpec fault) {
        if (planned.containsKey(fault)) {
            return planned.get(fault).struck() > 0;
        }
        if (fault.kind() == FaultSpec.Kind.EVENT_LOST) {
            return aws.events().lost() > 0;
        }
        return fault.kind().isOfFunction() ? functionFaults.struck(fault) : functionFaults.wasInvoked(fault.step());
    }

    /** Returns the step whose function has the role, or an empty string if there is none. */
    String stepOf(String role) {
        return functions.stepOf(role);
    }

    /** Returns the resources of the stack. */
    Deployment deployment() {
        return deployment;
    }

    /**
     * Starts an update to another template: its policies apply immediately. Returns the deployment whose phases update
     * and create the resources.
     */
    Deployment beginUpdate(Blueprint next) {
        policies.change(wiring.policies().apply(next.policies()));
        aws.authorizations().policiesChanged();
        return deployment.updatedTo(next);
    }

    /** Makes the result of an update the current state of the stack. */
    void completeUpdate(Blueprint next, Deployment updated) {
        blueprint = next;
        deployment = updated;
        settings = settings();
    }

    /** Deletes the roles that the current template does not contain. */
    void deleteRemovedRoles() {
        policies.deleteRemoved();
        aws.authorizations().policiesChanged();
    }

    /** Returns the functions of the stack. */
    Functions functions() {
        return functions;
    }

    @Override
    public void close() {
        functions.close();
        aws.close();
    }

    /** Returns the value of a stack output. */
    public String output(String name) {
        return blueprint
                .template()
                .output(name)
                .orElseThrow(() -> new IllegalStateException("The stack has no output with the name " + name + "."));
    }

    /** Grants the simulated account access to models in the Legacy state if the stack allows such models. */
    private void stillHasAccess() {
        Catalogue.load().models().stream()
                .filter(model -> !model.lifecycle().active())
                .forEach(model -> aws.bedrock().offer(model.id(), Offer::active));
    }

    private void sweep() {
        // A run that has just ended is handled in the next sweep.
        boolean resting = aws.executions().all().stream()
                .noneMatch(e -> e.status() == Execution.Status.RUNNING
                        || e.stopDate().plus(SWEEP).isAfter(clock.now()));
        runSchedules();
        if (!resting) {
            clock.after(SWEEP, this::sweep);
        }
    }

    /** Runs the schedules of the stack once. */
    void runSchedules() {
        deployment.schedules().forEach((name, run) -> clock.spawn(name, run));
    }

    private void plan(FaultSpec fault) {
        switch (fault.kind()) {
            case FAILS -> fail(fault);
            case CRASH, TIME_OUT, OUT_OF_MEMORY, ABORT -> {}
            case EVENT_LOST -> aws.events().lose(DeployedStack::tellsABadEnd, fault.times());
            default ->
                planned.put(
                        fault,
                        aws.faults()
                                .add(calls(fault), Fault.valueOf(fault.kind().name()), times(fault)));
        }
    }

    private static boolean tellsABadEnd(JsonNode event) {
        return event.path("source").asText().equals("aws.states")
                && Set.of(RunStatus.FAILED.name(), RunStatus.TIMED_OUT.name(), RunStatus.ABORTED.name())
                        .contains(event.at("/detail/status").asText());
    }

    private void fail(FaultSpec fault) {
        for (int i = 0; i < Math.min(fault.times(), MOST_FAILURES); i++) {
            if (fault.step().equals(StepName.CHECK_TRAINING.id())) {
                aws.bedrock().failures().failNextJob("The rehearsal made this job fail.");
            } else {
                aws.bedrock().failures().failNextServing("The rehearsal made the deployment fail.");
            }
        }
    }

    private static long times(FaultSpec fault) {
        return fault.times() == Integer.MAX_VALUE ? Long.MAX_VALUE : fault.times();
    }

    /**
     * Returns a predicate that matches the requests that a fault affects. Without an operation, it matches the first
     * operation of the step.
     */
    private Predicate<Call> calls(FaultSpec fault) {
        String[] operation = {fault.operation().orElse(null)};
        return call -> {
            if (!functions.stepOf(call.role()).equals(fault.step())) {
                return false;
            }
            if (operation[0] == null) {
                operation[0] = call.operation();
            }
            return operation[0].equals(call.operation());
        };
    }

    /** Runs the tasks of the state machine. All tasks are functions. */
    private final class LambdaTasks implements TaskRunner {
        @Override
        public JsonNode run(TaskCall call) throws TaskFailed {
            String function = call.resource();
            JsonNode payload = call.input();
            if (function.startsWith("arn:aws:states:::lambda:invoke")) {
                payload = call.input().path("Payload");
                function = call.input().path("FunctionName").asText();
            }
            abort(call.execution(), functions.step(function));
            access.requireTask(deployment.machines().of(call.execution(), executions()), function);
            return functions.invoke(function, payload);
        }

        private void abort(Execution execution, String step) {
            if (functionFaults.abortsAt(step)) {
                Execution whole = executions().stream()
                        .filter(candidate ->
                                candidate == execution || candidate.children().contains(execution))
                        .findFirst()
                        .orElse(execution);
                clock.after(Duration.ZERO, () -> whole.stop("Aborted", "The user stopped the execution."));
            }
        }
    }

    private List<JsonNode> items(String machineArn, String bucket, String key) throws TaskFailed {
        access.requireMap(
                deployment.machines().current(machineArn), aws.s3().needsToRead(bucket, key, blueprint.region()));
        return S3Items.read(aws.s3(), bucket, key);
    }

    /** Returns the current virtual time. */
    Instant now() {
        return clock.now();
    }
}
