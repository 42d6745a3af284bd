package io.github.bedrockfinetuning.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.iam.AuthorizationRequest;
import io.github.bedrockfinetuning.local.iam.OtherSimulator;
import io.github.bedrockfinetuning.local.template.AnyNames;
import io.github.bedrockfinetuning.local.template.Template;
import io.github.bedrockfinetuning.local.template.Template.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the policy documents of a template for another simulator. This code is independent of the product code. */
final class StackDocuments {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, List<JsonNode>> identity = new LinkedHashMap<>();
    private final Map<String, ObjectNode> resources = new LinkedHashMap<>();

    StackDocuments(JsonNode json) {
        AnyNames names = new AnyNames("Stack", "us-east-1", AccessMatrix.ACCOUNT);
        Template template = new Template(json, names.pseudoParameters(), names);
        for (Resource resource : template.resources()) {
            JsonNode properties = template.properties(resource);
            switch (resource.type()) {
                case "AWS::IAM::Role" ->
                    resources.put(names.arn(resource), (ObjectNode) properties.path("AssumeRolePolicyDocument"));
                case "AWS::KMS::Key" -> resources.put(names.arn(resource), (ObjectNode) properties.path("KeyPolicy"));
                case "AWS::IAM::ManagedPolicy" ->
                    properties
                            .path("Roles")
                            .forEach(role -> identity.computeIfAbsent(
                                            "arn:aws:iam::" + AccessMatrix.ACCOUNT + ":role/" + role.asText(),
                                            k -> new ArrayList<>())
                                    .add(properties.path("PolicyDocument")));
                case "AWS::S3::BucketPolicy" ->
                    resources.put("arn:aws:s3:::" + properties.path("Bucket").asText(), (ObjectNode)
                            properties.path("PolicyDocument"));
                case "AWS::SQS::QueuePolicy" ->
                    resources.put(
                            "arn:aws:sqs:us-east-1:" + AccessMatrix.ACCOUNT + ":"
                                    + properties.path("Queues").path(0).asText().replaceFirst(".*/", ""),
                            (ObjectNode) properties.path("PolicyDocument"));
                case "AWS::SNS::TopicPolicy" ->
                    resources.put(
                            properties.path("Topics").path(0).asText(), (ObjectNode) properties.path("PolicyDocument"));
                case "AWS::Lambda::Permission" ->
                    resources.put(properties.path("FunctionName").asText(), permission(properties));
                default -> {}
            }
        }
    }

    OtherSimulator.Case ofCase(AuthorizationRequest request) {
        String role = request.principal().roleArn();
        boolean identified = request.principal().account() != null;
        ObjectNode everything = JSON.objectNode().put("Version", "2012-10-17");
        everything
                .putArray("Statement")
                .addObject()
                .put("Effect", "Allow")
                .put("Action", "*")
                .put("Resource", "*");
        List<JsonNode> attached = !identified
                ? List.of()
                : role.endsWith("/Administrator") ? List.of(everything) : identity.getOrDefault(role, List.of());
        String owner = request.resource().contains(":s3:::")
                ? request.resource().replaceFirst("/.*", "")
                : request.resource().replaceFirst("^(arn:aws:lambda:[^:]*:[^:]*:function:[^:]*):.*", "$1");
        return new OtherSimulator.Case(attached, null, resources.get(owner), true, request);
    }

    private static ObjectNode permission(JsonNode properties) {
        ObjectNode document = JSON.objectNode().put("Version", "2012-10-17");
        ArrayNode statements = document.putArray("Statement");
        ObjectNode statement = statements.addObject().put("Effect", "Allow").put("Resource", "*");
        statement.put("Action", properties.path("Action").asText());
        statement
                .putObject("Principal")
                .put("Service", properties.path("Principal").asText());
        ObjectNode condition = statement.putObject("Condition");
        condition
                .putObject("ArnLike")
                .put("aws:SourceArn", properties.path("SourceArn").asText());
        if (properties.has("SourceAccount")) {
            condition
                    .putObject("StringEquals")
                    .put("aws:SourceAccount", properties.path("SourceAccount").asText());
        }
        return document;
    }
}
