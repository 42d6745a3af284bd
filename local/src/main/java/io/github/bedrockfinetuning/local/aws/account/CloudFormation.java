package io.github.bedrockfinetuning.local.aws.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.api.QueryService;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.Call;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.aws.wire.Need;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Simulates AWS CloudFormation. Describes the stacks that {@link #create} declared.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html">DescribeStacks</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackResources.html">ListStackResources</a>
 */
public final class CloudFormation extends QueryService {
    /** The number of resources per page. In AWS, the maximum page size is 1 MB. */
    private static final int PAGE = 100;

    private static final Set<String> TO_CREATE =
            Set.of("StackName", "ChangeSetName", "UsePreviousTemplate", "Parameters", "Capabilities", "ClientToken");
    private static final Set<String> OF_CHANGE_SET = Set.of("StackName", "ChangeSetName");

    private final VirtualClock clock;
    private final String region;
    private final String account;
    private final Map<String, Created> stacks = new LinkedHashMap<>();
    private final Map<String, String> statuses = new HashMap<>();
    private final ChangeSets changeSets;

    /**
     * A stack.
     *
     * @param template the deployed template
     * @param parameters the parameter values by name
     * @param outputs creates the outputs by name when they are requested
     */
    public record Stack(
            String name,
            JsonNode template,
            Map<String, String> parameters,
            Supplier<Map<String, String>> outputs,
            List<DeployedResource> resources) {}

    /** A resource of a stack. */
    public record DeployedResource(String logicalId, String physicalId, String type) {}

    private record Created(Stack stack, Instant at) {}

    public CloudFormation(VirtualClock clock, String region, String account) {
        super("cloudformation", "http://cloudformation.amazonaws.com/doc/2010-05-15/", "StackName");
        this.clock = clock;
        this.region = region;
        this.account = account;
        changeSets = new ChangeSets(clock, region, account);
    }

    /** Returns the names of the existing change sets. */
    public synchronized List<String> changeSets() {
        return changeSets.names();
    }

    public synchronized void create(Stack stack) {
        stacks.put(stack.name(), new Created(stack, clock.now()));
    }

    /**
     * Sets the status of a stack.
     *
     * @param status a CloudFormation stack status; the initial status is CREATE_COMPLETE
     */
    public synchronized void status(String stack, String status) {
        statuses.put(stack, status);
    }

    public synchronized void delete(String name) {
        stacks.remove(name);
    }

    @Override
    public List<Need> needs(Call call) {
        return List.of(Need.of(
                "cloudformation:" + call.operation(), call.resource().isEmpty() ? "*" : stackId(call.resource())));
    }

    @Override
    protected Map<String, Query> operations() {
        return Map.of(
                "DescribeStacks", new Query(Set.of("StackName"), call -> describe(call.input())),
                "ListStackResources", new Query(Set.of("StackName", "NextToken"), call -> resources(call.input())),
                "GetTemplate", new Query(Set.of("StackName"), call -> template(call.input())),
                "CreateChangeSet", new Query(TO_CREATE, call -> createChangeSet(call.input())),
                "DescribeChangeSet", new Query(OF_CHANGE_SET, call -> describeChangeSet(call.input())),
                "DeleteChangeSet", new Query(OF_CHANGE_SET, call -> deleteChangeSet(call.input())));
    }

    private synchronized JsonNode describe(ObjectNode input) {
        Created found = find(input);
        Stack stack = found.stack();
        ObjectNode answer = Json.object();
        ObjectNode described = answer.putArray("Stacks")
                .addObject()
                .put("StackId", stackId(stack.name()))
                .put("StackName", stack.name())
                .put("CreationTime", found.at().toString())
                .put("StackStatus", statuses.getOrDefault(stack.name(), "CREATE_COMPLETE"));
        ArrayNode parameters = described.putArray("Parameters");
        stack.parameters()
                .forEach((name, value) ->
                        parameters.addObject().put("ParameterKey", name).put("ParameterValue", value));
        ArrayNode outputs = described.putArray("Outputs");
        stack.outputs()
                .get()
                .forEach((name, value) ->
                        outputs.addObject().put("OutputKey", name).put("OutputValue", value));
        return answer;
    }

    private synchronized JsonNode resources(ObjectNode input) {
        Created found = find(input);
        List<DeployedResource> all = found.stack().resources();
        int from = input.path("NextToken").asInt(0);
        ObjectNode answer = Json.object();
        ArrayNode listed = answer.putArray("StackResourceSummaries");
        for (DeployedResource resource : all.subList(from, Math.min(all.size(), from + PAGE))) {
            listed.addObject()
                    .put("LogicalResourceId", resource.logicalId())
                    .put("PhysicalResourceId", resource.physicalId())
                    .put("ResourceType", resource.type())
                    .put("LastUpdatedTimestamp", found.at().toString())
                    .put("ResourceStatus", "CREATE_COMPLETE");
        }
        if (from + PAGE < all.size()) {
            answer.put("NextToken", Integer.toString(from + PAGE));
        }
        return answer;
    }

    private synchronized JsonNode template(ObjectNode input) {
        ObjectNode answer =
                Json.object().put("TemplateBody", find(input).stack().template().toString());
        answer.putArray("StagesAvailable").add("Original").add("Processed");
        return answer;
    }

    private synchronized JsonNode createChangeSet(ObjectNode input) {
        return changeSets.create(stackId(find(input).stack().name()), input);
    }

    private synchronized JsonNode describeChangeSet(ObjectNode input) {
        String name = find(input).stack().name();
        return changeSets.describe(name, stackId(name), input);
    }

    private synchronized JsonNode deleteChangeSet(ObjectNode input) {
        find(input);
        return changeSets.delete(input);
    }

    private Created find(ObjectNode input) {
        String name = input.path("StackName").asText();
        Created found = stacks.get(name);
        if (found == null) {
            throw new AwsError("ValidationError", 400, "Stack with id " + name + " does not exist");
        }
        return found;
    }

    private String stackId(String name) {
        return "arn:aws:cloudformation:" + region + ":" + account + ":stack/" + name + "/1";
    }
}
