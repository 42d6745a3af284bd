package io.github.bedrockfinetuning.constructs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Template;

/** A synthesized template with queries for tests. */
public final class Synthesized {
    private static final Map<String, Synthesized> WORKFLOWS = new HashMap<>();

    private final JsonNode template;

    private Synthesized(JsonNode template) {
        this.template = template;
    }

    /**
     * Returns a stack with one workflow with default settings, which is synthesized once for all tests.
     *
     * @param region the Region; null for any Region
     */
    static Synthesized workflow(String region) {
        return WORKFLOWS.computeIfAbsent(
                String.valueOf(region), r -> stack(region, stack -> new FineTuningWorkflow(stack, "FineTuning")));
    }

    /** Returns a stack for any Region. */
    static Synthesized stack(Consumer<Stack> content) {
        return stack(null, content);
    }

    static Synthesized stack(String region, Consumer<Stack> content) {
        Stack stack = empty(region);
        content.accept(stack);
        return of(stack);
    }

    static Synthesized of(Stack stack) {
        return new Synthesized(
                new ObjectMapper().valueToTree(Template.fromStack(stack).toJSON()));
    }

    static Stack empty(String region) {
        return new Stack(
                new App(),
                "Test",
                StackProps.builder()
                        .env(
                                region == null
                                        ? null
                                        : Environment.builder().region(region).build())
                        .build());
    }

    JsonNode template() {
        return template;
    }

    /** Returns the resources of a type by logical ID. */
    Map<String, JsonNode> all(String type) {
        Map<String, JsonNode> found = new TreeMap<>();
        template.path("Resources").properties().forEach(resource -> {
            if (resource.getValue().path("Type").textValue().equals(type)) {
                found.put(resource.getKey(), resource.getValue());
            }
        });
        return found;
    }

    /** Returns the only resource of a type whose logical ID contains a word. */
    JsonNode one(String type, String word) {
        List<JsonNode> found = all(type).entrySet().stream()
                .filter(resource -> resource.getKey().contains(word))
                .map(Map.Entry::getValue)
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " resources of " + type + " are named " + word + ": "
                    + all(type).keySet());
        }
        return found.get(0);
    }

    /** Returns the statement with a Sid in the policy of a step. */
    JsonNode statement(String policy, String sid) {
        return statements(one("AWS::IAM::ManagedPolicy", policy)
                        .path("Properties")
                        .path("PolicyDocument"))
                .stream()
                .filter(statement -> statement.path("Sid").asText().equals(sid))
                .findFirst()
                .orElseThrow(() -> new AssertionError(policy + " has no statement " + sid));
    }

    static List<JsonNode> statements(JsonNode document) {
        return StreamSupport.stream(document.path("Statement").spliterator(), false)
                .toList();
    }

    static List<String> sids(JsonNode document) {
        return statements(document).stream()
                .map(statement -> statement.path("Sid").asText())
                .toList();
    }

    /** Returns a value that is a string or a list of strings as a list. */
    public static List<String> texts(JsonNode value) {
        return value.isTextual()
                ? List.of(value.textValue())
                : StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
    }

    /** Returns a text in which intrinsic functions are replaced with representative values. */
    public static String resolved(JsonNode value) {
        if (value.isValueNode()) {
            return value.asText();
        }
        if (value.has("Ref")) {
            return switch (value.path("Ref").asText()) {
                case "AWS::Partition" -> "aws";
                case "AWS::Region" -> "us-east-1";
                case "AWS::AccountId" -> "111122223333";
                default -> "<" + value.path("Ref").asText() + ">";
            };
        }
        if (value.has("Fn::GetAtt")) {
            return "<" + value.path("Fn::GetAtt").get(0).asText() + "."
                    + value.path("Fn::GetAtt").get(1).asText() + ">";
        }
        if (value.has("Fn::Join")) {
            StringBuilder text = new StringBuilder();
            value.path("Fn::Join").get(1).forEach(part -> text.append(resolved(part)));
            return text.toString();
        }
        if (value.has("Fn::FindInMap")) {
            return "<" + value.path("Fn::FindInMap").get(2).asText() + ">";
        }
        throw new AssertionError("Not resolved here: " + value);
    }
}
