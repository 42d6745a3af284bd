package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.loopback.PrivateServer;
import io.github.bedrockfinetuning.local.states.TaskFailed;
import io.github.bedrockfinetuning.local.template.PhysicalNames;
import io.github.bedrockfinetuning.local.template.Template;
import io.github.bedrockfinetuning.local.template.Template.Resource;
import io.github.bedrockfinetuning.run.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Simulates the deletion of a stack. A resource is deleted after all resources that depend on it. A custom resource is
 * deleted after its function has succeeded. If the function fails, the remaining resources are not deleted.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-dependson.html">DependsOn</a>
 */
final class StackDeletion {
    private static final int TRIES = 3;
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([A-Za-z0-9]+)[.}]");

    private static final String CUSTOM = "Custom::FineTuningRuns";

    /** The results of the completed deletions. */
    private static final Map<DeployedStack, String> RESULTS = Collections.synchronizedMap(new WeakHashMap<>());

    private final DeployedStack stack;
    private final Blueprint blueprint;
    private final Deployment deployment;
    private final Template template;
    private final JsonNode resources;

    private StackDeletion(DeployedStack stack, JsonNode resources) {
        this.stack = stack;
        this.resources = resources;
        blueprint = stack.blueprint();
        deployment = stack.deployment();
        template = blueprint.template();
    }

    /** Returns the deletion of the resources that another template does not contain. */
    static StackDeletion ofRemoved(DeployedStack stack, JsonNode other) {
        ObjectNode removed = Json.object();
        stack.blueprint().assembly().template().path("Resources").properties().forEach(resource -> {
            if (!other.path("Resources").has(resource.getKey())) {
                removed.set(resource.getKey(), resource.getValue());
            }
        });
        return new StackDeletion(stack, removed);
    }

    /**
     * Notifies the functions of the custom resources whose properties have changed.
     *
     * @return the reason for a failure; empty if the functions reported success
     */
    static Optional<String> notifyOfUpdate(DeployedStack stack, List<String> changed) {
        StackDeletion current =
                new StackDeletion(stack, stack.blueprint().assembly().template().path("Resources"));
        return changed.stream()
                .filter(current::isCustom)
                .flatMap(id -> current.ask(id, "Update").stream())
                .findFirst();
    }

    /**
     * Deletes a stack except for buckets and keys, as {@code cdk destroy} does. {@link #result} returns the result.
     */
    static void start(DeployedStack stack) {
        RESULTS.remove(stack);
        stack.clock()
                .spawn(
                        "deletion of the stack",
                        () -> RESULTS.put(stack, ofAll(stack).orElse("deleted")));
    }

    /** Returns the result of the deletion: "deleted", or the reason why it failed; empty while it is in progress. */
    static Optional<String> result(DeployedStack stack) {
        return Optional.ofNullable(RESULTS.get(stack));
    }

    private static Optional<String> ofAll(DeployedStack stack) {
        Assembly assembly = stack.blueprint().assembly();
        Optional<String> refusal = new StackDeletion(stack, assembly.template().path("Resources")).run();
        if (refusal.isEmpty()) {
            stack.aws().cloudFormation().delete(assembly.stackName());
        }
        return refusal;
    }

    /** Deletes the resources. Returns the reason why the deletion failed; empty if it succeeded. */
    Optional<String> run() {
        Map<String, Set<String>> left = new LinkedHashMap<>();
        resources.fieldNames().forEachRemaining(id -> left.put(id, needs(id)));
        while (!left.isEmpty()) {
            Set<String> needed = new HashSet<>();
            left.values().forEach(needed::addAll);
            List<String> next = new ArrayList<>(
                    left.keySet().stream().filter(id -> !needed.contains(id)).toList());
            if (next.isEmpty()) {
                throw new IllegalStateException("The resources in the template have circular dependencies.");
            }
            // CloudFormation deletes other resources while the function of a custom resource is running.
            next.sort(Comparator.comparing(this::isCustom));
            for (String id : next) {
                if (isCustom(id)) {
                    Optional<String> refusal = ask(id, "Delete");
                    if (refusal.isPresent()) {
                        return refusal;
                    }
                }
                // The policy is Retain or RetainExceptOnCreate. They differ only if the creation fails.
                if (!resources.at("/" + id + "/DeletionPolicy").asText().startsWith("Retain")) {
                    delete(template.resource(id));
                }
                left.remove(id);
            }
        }
        return Optional.empty();
    }

    private void delete(Resource resource) {
        PhysicalNames names = blueprint.names();
        JsonNode properties = template.properties(resource);
        switch (resource.type()) {
            case "AWS::Lambda::EventSourceMapping" -> deployment.stopPolling(resource.logicalId());
            case "AWS::Events::Rule" -> {
                for (int number = 1; number <= properties.path("Targets").size(); number++) {
                    stack.aws().events().removeRule(names.name(resource) + "-" + number);
                }
            }
            case "AWS::Scheduler::Schedule" -> deployment.schedules().remove(resource.logicalId());
            case "AWS::SSM::Parameter" -> {
                if (blueprint.assembly().isOfWorkflow(resource.logicalId())) {
                    stack.aws().ssm().remove(properties.path("Name").asText());
                }
            }
            case "AWS::Lambda::Version" -> stack.functions().removeVersion(names.ref(resource));
            case "AWS::Lambda::Function" -> {
                stack.functions().remove(names.arn(resource));
                stack.aws().lambda().delete(names.name(resource));
            }
            default -> {}
        }
    }

    private boolean isCustom(String id) {
        return resources.path(id).path("Type").asText().equals(CUSTOM);
    }

    /** Returns the resources that a resource refers to or depends on. */
    private Set<String> needs(String id) {
        Set<String> needs = new HashSet<>();
        JsonNode resource = resources.path(id);
        JsonNode dependsOn = resource.path("DependsOn");
        if (dependsOn.isTextual()) {
            needs.add(dependsOn.textValue());
        }
        dependsOn.forEach(one -> needs.add(one.asText()));
        resource.path("Properties").findValues("Ref").forEach(ref -> needs.add(ref.asText()));
        resource.path("Properties")
                .findValues("Fn::GetAtt")
                .forEach(of -> needs.add(of.get(0).asText()));
        resource.path("Properties").findValues("Fn::Sub").forEach(text -> {
            Matcher name = SUBSTITUTION.matcher(text.toString());
            while (name.find()) {
                needs.add(name.group(1));
            }
        });
        needs.removeIf(name -> !resources.has(name));
        needs.remove(id);
        return needs;
    }

    private Optional<String> ask(String id, String type) {
        String function =
                template.properties(template.resource(id)).path("ServiceToken").textValue();
        AtomicReference<JsonNode> answer = new AtomicReference<>();
        try (PrivateServer server = server(answer)) {
            ObjectNode request = Json.object()
                    .put("RequestType", type)
                    .put("ResponseURL", "http://" + server.address() + "/answer")
                    .put("StackId", "stack")
                    .put("RequestId", "request")
                    .put("LogicalResourceId", id)
                    .put("PhysicalResourceId", id);
            for (int tries = 1; answer.get() == null && tries <= TRIES; tries++) {
                try {
                    stack.functions().invoke(function, request);
                } catch (TaskFailed failure) {
                    stack.clock().sleep(Duration.ofMinutes(tries));
                }
            }
        }
        if (answer.get() == null) {
            return Optional.of("CloudFormation did not receive a response from your Custom Resource.");
        }
        return answer.get().path("Status").asText().equals("SUCCESS")
                ? Optional.empty()
                : Optional.of(answer.get().path("Reason").asText());
    }

    private static PrivateServer server(AtomicReference<JsonNode> answer) {
        try {
            return PrivateServer.secret(
                    (exchange, path) -> {
                        answer.set(Json.read(exchange.getRequestBody().readAllBytes()));
                        boolean signed = !exchange.getRequestHeaders().containsKey("Content-Type");
                        exchange.sendResponseHeaders(signed ? 200 : 403, -1);
                    },
                    null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
