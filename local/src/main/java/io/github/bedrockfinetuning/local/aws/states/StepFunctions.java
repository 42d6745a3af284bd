package io.github.bedrockfinetuning.local.aws.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.api.JsonRpc;
import io.github.bedrockfinetuning.local.aws.api.JsonService;
import io.github.bedrockfinetuning.local.aws.api.Shapes;
import io.github.bedrockfinetuning.local.aws.events.EventBus;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.Call;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.aws.wire.Need;
import io.github.bedrockfinetuning.local.states.Execution;
import io.github.bedrockfinetuning.local.states.Executions;
import io.github.bedrockfinetuning.local.states.HistoryEvent;
import io.github.bedrockfinetuning.local.states.ItemSource;
import io.github.bedrockfinetuning.local.states.Listener;
import io.github.bedrockfinetuning.local.states.StatesException;
import io.github.bedrockfinetuning.local.states.TaskRunner;
import io.github.bedrockfinetuning.local.states.definition.StateMachine;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Simulates the AWS Step Functions API and the events that Step Functions publishes when an execution starts or ends.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/">Step Functions API</a>
 */
public final class StepFunctions extends JsonService {
    private static final int PAGE = 100;

    private final VirtualClock clock;
    private final EventBus events;
    private final Executions executions;
    private final Map<String, StateMachine> machines = new LinkedHashMap<>();
    private final MachineDescriptions descriptions = new MachineDescriptions();
    private final StateTests tests;
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final String region;
    private final String account;

    /**
     * @param tasks runs the tasks of the state machines
     * @param items reads the items of Distributed Maps
     * @param listener is notified of the progress of executions
     */
    public StepFunctions(
            VirtualClock clock,
            EventBus events,
            TaskRunner tasks,
            ItemSource items,
            Listener listener,
            String region,
            String account) {
        super("states", new JsonRpc("1.0"), Shapes.of("stepfunctions"), "executionArn");
        this.clock = clock;
        this.events = events;
        this.region = region;
        this.account = account;
        executions = new Executions(clock, tasks, items, new StatusEvents(listener, this::publishStatus));
        tests = new StateTests(clock);
    }

    /** Deploys a state machine with the specified ARN. */
    public void createStateMachine(String arn, StateMachine machine) {
        machines.put(arn, machine);
    }

    /** @param keyArn the key that encrypts the executions; null for an AWS owned key */
    public void createStateMachine(String arn, StateMachine machine, @Nullable String keyArn) {
        createStateMachine(arn, machine);
        if (keyArn != null) {
            keys.put(arn, keyArn);
        }
    }

    /**
     * Deploys a state machine from its CloudFormation resource.
     *
     * @param properties the resolved properties of the AWS::StepFunctions::StateMachine resource
     */
    public void createStateMachine(String arn, StateMachine machine, JsonNode properties) {
        createStateMachine(
                arn, machine, properties.at("/EncryptionConfiguration/KmsKeyId").textValue());
        descriptions.put(arn, MachineDescriptions.of(arn, properties));
    }

    /**
     * Returns the permissions that a request requires. Reading an encrypted execution requires permission to use its
     * key. Sending the success of a task requires permission for the state machine, although the Service
     * Authorization Reference lists no resource. Which permission an unknown token requires is not documented; it is
     * reported as an invalid token.
     *
     * @see <a href="https://github.com/aws/aws-cdk/pull/8486">SendTaskSuccess, tried by contributors of the CDK</a>
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html">Encryption at
     *     rest</a>
     */
    @Override
    public List<Need> needs(Call call) {
        String action = "states:" + call.operation();
        JsonNode execution = call.input().path("executionArn");
        if (call.operation().equals("DescribeStateMachine")) {
            return descriptions.needs(call, region, account);
        }
        if (call.operation().equals("SendTaskSuccess")) {
            return executions
                    .machineOfToken(call.input().path("taskToken").asText())
                    .map(machine -> List.of(Need.of(action, machine.replaceFirst("/.*", ""))))
                    .orElse(List.of());
        }
        if (execution.isMissingNode()) {
            return List.of(Need.of(action, call.input().path("stateMachineArn").asText("*")));
        }
        List<Need> needs = new ArrayList<>();
        needs.add(Need.of(action, execution.asText()));
        if (call.operation().equals("DescribeExecution") || call.operation().equals("GetExecutionHistory")) {
            String machine =
                    execution.asText().replace(":execution:", ":stateMachine:").replaceFirst(":[^:]*$", "");
            needs.addAll(Need.ofKey(
                    keys.get(machine),
                    "states",
                    region,
                    account,
                    Map.of("kms:EncryptionContext:aws:states:stateMachineArn", machine),
                    "Decrypt"));
        }
        return needs;
    }

    public Executions executions() {
        return executions;
    }

    @Override
    protected Map<String, Function<ObjectNode, JsonNode>> operations() {
        return Map.ofEntries(
                Map.entry("StartExecution", translated(this::start)),
                Map.entry("DescribeExecution", translated(this::describe)),
                Map.entry("DescribeStateMachine", translated(descriptions::describe)),
                Map.entry("StopExecution", translated(this::stop)),
                Map.entry("ListExecutions", translated(this::list)),
                Map.entry("GetExecutionHistory", translated(this::history)),
                Map.entry("SendTaskSuccess", translated(this::taskSuccess)),
                Map.entry("TestState", translated(tests::test)));
    }

    private JsonNode start(ObjectNode input) {
        String arn = input.path("stateMachineArn").asText();
        StateMachine machine = machines.get(arn);
        if (machine == null) {
            throw new StatesException("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
        }
        Execution execution = executions.start(
                machine,
                arn,
                input.path("name").textValue(),
                json(input.path("input").asText("{}"), "InvalidExecutionInput"));
        return Json.object().put("executionArn", execution.arn()).put("startDate", seconds(execution.startDate()));
    }

    private JsonNode describe(ObjectNode input) {
        Execution execution = execution(input);
        ObjectNode answer = summary(execution);
        answer.put("input", execution.input().toString());
        if (execution.output() != null) {
            answer.put("output", execution.output().toString());
        }
        answer.put("error", execution.error()).put("cause", execution.cause());
        Optional<String> reason = execution.notRedrivable();
        boolean ofMapRun = execution.mapRunArn() != null && execution.status() != Execution.Status.SUCCEEDED;
        answer.put(
                "redriveStatus",
                reason.isEmpty() ? "REDRIVABLE" : ofMapRun ? "REDRIVABLE_BY_MAP_RUN" : "NOT_REDRIVABLE");
        reason.ifPresent(why -> answer.put("redriveStatusReason", why));
        return answer;
    }

    private JsonNode stop(ObjectNode input) {
        Execution execution = execution(input);
        execution.stop(input.path("error").textValue(), input.path("cause").textValue());
        return Json.object().put("stopDate", seconds(execution.stopDate()));
    }

    private JsonNode list(ObjectNode input) {
        String machine = input.path("stateMachineArn").asText();
        if (!machines.containsKey(machine)) {
            throw new StatesException("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + machine + "'");
        }
        String status = input.path("statusFilter").asText("");
        List<Execution> matching = executions.list(machine).stream()
                .filter(execution ->
                        status.isEmpty() || execution.status().name().equals(status))
                .toList();
        int from = number(input.path("nextToken").asText("0"));
        int page = input.path("maxResults").asInt(0) == 0
                ? PAGE
                : input.path("maxResults").asInt();
        ObjectNode answer = Json.object();
        ArrayNode listed = answer.putArray("executions");
        // Step Functions lists the newest executions first.
        for (int i = from; i < Math.min(matching.size(), from + page); i++) {
            listed.add(summary(matching.get(matching.size() - 1 - i)));
        }
        if (from + page < matching.size()) {
            answer.put("nextToken", Integer.toString(from + page));
        }
        return answer;
    }

    private JsonNode history(ObjectNode input) {
        ObjectNode answer = Json.object();
        ArrayNode listed = answer.putArray("events");
        for (HistoryEvent event : execution(input).history()) {
            ObjectNode one = listed.addObject();
            one.put("id", event.id()).put("previousEventId", event.previousId());
            one.put("timestamp", seconds(event.timestamp())).put("type", event.type());
            if (!event.details().isEmpty()) {
                one.set(detailsName(event.type()), asText(event.details()));
            }
        }
        return answer;
    }

    /** Converts data to JSON strings, because the API returns data as strings. */
    private static ObjectNode asText(ObjectNode details) {
        ObjectNode answer = details.deepCopy();
        for (String data : List.of("input", "output", "parameters")) {
            if (details.has(data)) {
                answer.put(data, details.path(data).toString());
            }
        }
        return answer;
    }

    private JsonNode taskSuccess(ObjectNode input) {
        executions.sendTaskSuccess(
                input.path("taskToken").asText(), json(input.path("output").asText(), "InvalidOutput"));
        return Json.object();
    }

    private Execution execution(ObjectNode input) {
        String arn = input.path("executionArn").asText();
        return executions
                .find(arn)
                .orElseThrow(
                        () -> new StatesException("ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'"));
    }

    private static ObjectNode summary(Execution execution) {
        ObjectNode summary = Json.object()
                .put("executionArn", execution.arn())
                .put("stateMachineArn", execution.machineArn())
                .put("name", execution.name())
                .put("status", execution.status().name())
                .put("startDate", seconds(execution.startDate()));
        summary.put("redriveCount", execution.redriveCount());
        if (execution.redriveDate() != null) {
            summary.put("redriveDate", seconds(execution.redriveDate()));
        }
        if (execution.stopDate() != null) {
            summary.put("stopDate", seconds(execution.stopDate()));
        }
        return summary;
    }

    /**
     * Publishes a status event. If the execution is encrypted with a customer managed key, its events do not contain
     * the input and output.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html">Step Functions
     *     event changes in EventBridge</a>
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html#faqs">Data at rest
     *     encryption in Step Functions</a>
     */
    private void publishStatus(Execution execution) {
        ObjectNode detail = Json.object()
                .put("executionArn", execution.arn())
                .put("stateMachineArn", execution.machineArn())
                .put("name", execution.name())
                .put("status", execution.status().name())
                .put("startDate", execution.startDate().toEpochMilli());
        if (execution.stopDate() == null) {
            detail.putNull("stopDate");
        } else {
            detail.put("stopDate", execution.stopDate().toEpochMilli());
        }
        boolean open = !keys.containsKey(execution.machineArn());
        detail.put("input", open ? execution.input().toString() : null);
        detail.putObject("inputDetails").put("included", open);
        detail.put(
                "output",
                !open || execution.output() == null ? null : execution.output().toString());
        detail.put("error", open ? execution.error() : null).put("cause", open ? execution.cause() : null);
        detail.put("redriveCount", execution.redriveCount());
        detail.put(
                "redriveDate",
                execution.redriveDate() == null ? null : execution.redriveDate().toEpochMilli());
        events.publish("aws.states", "Step Functions Execution Status Change", List.of(execution.arn()), detail);
    }

    private static Function<ObjectNode, JsonNode> translated(Function<ObjectNode, JsonNode> operation) {
        return input -> {
            try {
                return operation.apply(input);
            } catch (StatesException refused) {
                throw new AwsError(refused.code(), 400, refused.getMessage());
            }
        };
    }

    private static JsonNode json(String text, String otherwise) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw new StatesException(otherwise, "The text is not JSON: " + e.getOriginalMessage());
        }
    }

    private static int number(String token) {
        try {
            return Integer.parseInt(token);
        } catch (NumberFormatException e) {
            throw new StatesException("InvalidToken", "Invalid Token: '" + token + "'");
        }
    }

    private static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }

    private static String detailsName(String type) {
        String name = type.endsWith("StateEntered")
                ? "stateEntered"
                : type.endsWith("StateExited")
                        ? "stateExited"
                        : type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
        return name + "EventDetails";
    }
}
