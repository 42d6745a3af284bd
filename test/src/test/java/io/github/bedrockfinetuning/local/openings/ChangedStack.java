package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.rehearsal.Stacks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The synthesized stack with changes. JSON can contain single quotes, and names in capitals represent the logical IDs
 * of resources in the stack.
 */
final class ChangedStack {
    static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

    private static final JsonNode ORIGINAL = Stacks.template();
    private static final Map<String, String> IDS = new LinkedHashMap<>();

    static {
        IDS.put("DATASETSPOLICY", idOf("AWS::S3::BucketPolicy", "Datasets"));
        IDS.put("RESULTSPOLICY", idOf("AWS::S3::BucketPolicy", "Results"));
        IDS.put("DATASETS", idOf("AWS::S3::Bucket", "Datasets"));
        IDS.put("RESULTS", idOf("AWS::S3::Bucket", "Results"));
        IDS.put("DATAKEY", idOf("AWS::KMS::Key", "DataKey"));
        IDS.put("MODELKEY", idOf("AWS::KMS::Key", "ModelKey"));
        IDS.put("QUEUEPOLICY", idOf("AWS::SQS::QueuePolicy", "IntakeQueue"));
        IDS.put("QUEUE", idOf("AWS::SQS::Queue", "IntakeQueue"));
        IDS.put("TOPICPOLICY", idOf("AWS::SNS::TopicPolicy", "Topic"));
        IDS.put("TOPIC", idOf("AWS::SNS::Topic", "Topic"));
        IDS.put("FUNCTION", idOf("AWS::Lambda::Function", "PrepareDataset"));
        IDS.put("ROLEPOLICY", idOf("AWS::IAM::ManagedPolicy", "PrepareDataset"));
        IDS.put("ROLE", idOf("AWS::IAM::Role", "PrepareDataset"));
        IDS.put("JOBROLE", idOf("AWS::IAM::Role", "Customization"));
        IDS.put("MACHINE", idOf("AWS::StepFunctions::StateMachine", "StateMachine"));
        IDS.put("LOGGROUP", idOf("AWS::Logs::LogGroup", "PrepareDataset"));
        IDS.put("RULE", idOf("AWS::Events::Rule", "Dropped"));
    }

    private final ObjectNode template = ORIGINAL.deepCopy();

    private static String idOf(String type, String part) {
        return ORIGINAL.path("Resources").properties().stream()
                .filter(entry -> entry.getValue().path("Type").asText().equals(type)
                        && entry.getKey().contains(part))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    static String id(String name) {
        return IDS.getOrDefault(name, name);
    }

    static JsonNode json(String text) {
        String named = text;
        for (Map.Entry<String, String> entry : IDS.entrySet()) {
            named = named.replaceAll("\\b" + entry.getKey() + "\\b", entry.getValue());
        }
        try {
            return JSON.readTree(named);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(named, e);
        }
    }

    ObjectNode template() {
        return template;
    }

    /** Adds a section, such as {@code Parameters}. */
    ChangedStack section(String name, String content) {
        JsonNode before = template.path(name);
        ObjectNode section = before.isObject() ? (ObjectNode) before : template.putObject(name);
        section.setAll((ObjectNode) json(content));
        return this;
    }

    /** Adds a resource. */
    ChangedStack add(String type, String properties) {
        ObjectNode resource = ((ObjectNode) template.path("Resources")).putObject("Added");
        resource.put("Type", type);
        resource.set("Properties", json(properties));
        return this;
    }

    /** Sets a property of a resource, at a path with dots and indexes. */
    ChangedStack set(String resource, String path, String value) {
        String[] steps = path.split("\\.");
        JsonNode at = template.path("Resources").path(id(resource)).path("Properties");
        for (int i = 0; i < steps.length - 1; i++) {
            JsonNode next = steps[i].matches("\\d+") ? at.path(Integer.parseInt(steps[i])) : at.path(steps[i]);
            at = next.isMissingNode() ? ((ObjectNode) at).putObject(steps[i]) : next;
        }
        String last = steps[steps.length - 1];
        if (at.isArray()) {
            ((ArrayNode) at).set(Integer.parseInt(last), json(value));
        } else {
            ((ObjectNode) at).set(last, json(value));
        }
        return this;
    }

    ChangedStack remove(String resource, String property) {
        ((ObjectNode) template.path("Resources").path(id(resource)).path("Properties")).remove(property);
        return this;
    }

    /** Adds a statement to the policy of a resource. */
    ChangedStack statement(String resource, String statement) {
        document(resource).withArray("Statement").add(json(statement));
        return this;
    }

    ObjectNode document(String resource) {
        JsonNode properties = template.path("Resources").path(id(resource)).path("Properties");
        for (String name : List.of("PolicyDocument", "KeyPolicy", "AssumeRolePolicyDocument")) {
            if (properties.has(name)) {
                return (ObjectNode) properties.path(name);
            }
        }
        throw new IllegalArgumentException(resource + " has no policy.");
    }

    Openings openings() {
        return Openings.of(List.of(new StackTemplate("Stack", Stacks.REGION, template, Map.of())), null);
    }
}
