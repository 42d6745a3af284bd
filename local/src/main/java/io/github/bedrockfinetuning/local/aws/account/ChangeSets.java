package io.github.bedrockfinetuning.local.aws.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Change sets that use the existing template of a stack. They contain no changes, so their creation fails. Change sets
 * cannot be executed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html">CreateChangeSet</a>
 */
final class ChangeSets {
    private static final Duration CREATION = Duration.ofSeconds(5);
    private static final String UNCHANGED =
            "The submitted information didn't contain changes. Submit different information to create a change set.";
    /** The capabilities that are required for templates with IAM roles. Role names require CAPABILITY_NAMED_IAM. */
    private static final Set<String> CAPABILITIES = Set.of("CAPABILITY_IAM", "CAPABILITY_NAMED_IAM");

    private final VirtualClock clock;
    private final String region;
    private final String account;
    private final Map<String, Instant> created = new LinkedHashMap<>();
    private final Map<String, String> tokens = new LinkedHashMap<>();

    ChangeSets(VirtualClock clock, String region, String account) {
        this.clock = clock;
        this.region = region;
        this.account = account;
    }

    ObjectNode create(String stackId, ObjectNode input) {
        String name = name(input);
        if (!name.matches("[a-zA-Z][-a-zA-Z0-9]{0,127}")) {
            throw new AwsError(
                    "ValidationError",
                    400,
                    "1 validation error detected: Value '" + name + "' at 'changeSetName' failed to satisfy constraint:"
                            + " Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*");
        }
        if (!input.path("UsePreviousTemplate").asText().equals("true")) {
            throw AwsError.unknown("change sets with a template other than the existing one");
        }
        boolean capable = input.properties().stream()
                .filter(field -> field.getKey().startsWith("Capabilities.member."))
                .anyMatch(field -> CAPABILITIES.contains(field.getValue().asText()));
        if (!capable) {
            throw new AwsError(
                    "InsufficientCapabilitiesException", 400, "Requires capabilities : [CAPABILITY_NAMED_IAM]");
        }
        String token = input.path("ClientToken").asText("");
        boolean repeated = !token.isEmpty() && token.equals(tokens.get(name));
        if (created.containsKey(name) && !repeated) {
            throw new AwsError("AlreadyExistsException", 400, "ChangeSet " + name + " already exists");
        }
        created.putIfAbsent(name, clock.now());
        tokens.put(name, token);
        return Json.object().put("Id", id(name)).put("StackId", stackId);
    }

    ObjectNode describe(String stackName, String stackId, ObjectNode input) {
        String name = name(input);
        if (!created.containsKey(name)) {
            throw new AwsError("ChangeSetNotFound", 404, "ChangeSet [" + name + "] does not exist");
        }
        boolean done = !created.get(name).plus(CREATION).isAfter(clock.now());
        ObjectNode view = Json.object()
                .put("ChangeSetName", name)
                .put("ChangeSetId", id(name))
                .put("StackId", stackId)
                .put("StackName", stackName)
                .put("CreationTime", created.get(name).toString())
                .put("ExecutionStatus", "UNAVAILABLE")
                .put("Status", done ? "FAILED" : "CREATE_IN_PROGRESS")
                .put("IncludeNestedStacks", false);
        if (done) {
            view.put("StatusReason", UNCHANGED);
        }
        view.putArray("Capabilities").add("CAPABILITY_IAM").add("CAPABILITY_NAMED_IAM");
        return view;
    }

    ObjectNode delete(ObjectNode input) {
        created.remove(name(input));
        return Json.object();
    }

    List<String> names() {
        return List.copyOf(created.keySet());
    }

    /** Returns the name of a change set that the request specifies by name or ARN. */
    private String name(ObjectNode input) {
        String given = input.path("ChangeSetName").asText();
        return created.keySet().stream()
                .filter(name -> id(name).equals(given))
                .collect(Collectors.joining())
                .transform(name -> name.isEmpty() ? given : name);
    }

    private String id(String name) {
        return "arn:aws:cloudformation:" + region + ":" + account + ":changeSet/" + name
                + "/00000000-0000-4000-8000-000000000000";
    }
}
