package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.LocalAws;
import io.github.bedrockfinetuning.local.aws.account.CloudFormation;
import io.github.bedrockfinetuning.local.aws.events.Queue;
import io.github.bedrockfinetuning.local.template.PhysicalNames;
import io.github.bedrockfinetuning.local.template.Template;
import io.github.bedrockfinetuning.local.template.Template.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Creates the stack, functions, keys, and queues of a template in the simulated services that describe them. */
final class DeclaredAccount {
    /**
     * The version of the CDK bootstrap stack, which is required for every deployment.
     *
     * @see <a href="https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-customizing.html">Bootstrap template
     *     versions</a>
     */
    private static final String BOOTSTRAP = "21";

    private final Assembly assembly;
    private final Template template;
    private final PhysicalNames names;

    DeclaredAccount(Blueprint blueprint) {
        assembly = blueprint.assembly();
        template = blueprint.template();
        names = blueprint.names();
    }

    /** @param queues the queues by ARN */
    void makeIn(LocalAws aws, Map<String, Queue> queues) {
        template.resources("AWS::KMS::Key").forEach(key -> aws.kms().create(names.arn(key)));
        template.resources("AWS::Lambda::Function").stream()
                .filter(function -> assembly.isOfWorkflow(function.logicalId()))
                .forEach(function -> aws.lambda().create(configuration(function)));
        template.resources("AWS::SQS::Queue")
                .forEach(queue -> aws.sqs().create(names.ref(queue), queues.get(names.arn(queue)), redrive(queue)));
        parameters().values().stream()
                .filter(parameter -> parameter.startsWith("/cdk-bootstrap/"))
                .forEach(parameter -> aws.ssm().set(parameter, BOOTSTRAP));
        List<CloudFormation.DeployedResource> resources = template.resources().stream()
                .map(resource ->
                        new CloudFormation.DeployedResource(resource.logicalId(), names.ref(resource), resource.type()))
                .toList();
        aws.cloudFormation()
                .create(new CloudFormation.Stack(
                        assembly.stackName(), assembly.template(), parameters(), this::outputs, resources));
    }

    private ObjectNode configuration(Resource function) {
        JsonNode properties = template.properties(function);
        ObjectNode configuration = JsonNodeFactory.instance
                .objectNode()
                .put("FunctionName", names.name(function))
                .put("FunctionArn", names.arn(function))
                .put("Runtime", properties.path("Runtime").asText())
                .put("Role", properties.path("Role").asText())
                .put("Handler", properties.path("Handler").asText())
                .put("Timeout", properties.path("Timeout").asInt(3))
                .put("MemorySize", properties.path("MemorySize").asInt(128))
                .put("Version", "$LATEST");
        if (properties.has("KmsKeyArn")) {
            configuration.put("KMSKeyArn", properties.path("KmsKeyArn").asText());
        }
        JsonNode variables = properties.path("Environment").path("Variables");
        if (variables.isObject()) {
            configuration.putObject("Environment").set("Variables", variables.deepCopy());
        }
        return configuration;
    }

    private String redrive(Resource queue) {
        JsonNode policy = template.properties(queue).path("RedrivePolicy");
        return policy.isMissingNode() ? "" : policy.toString();
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        assembly.template()
                .path("Parameters")
                .properties()
                .forEach(parameter -> parameters.put(
                        parameter.getKey(), parameter.getValue().path("Default").asText()));
        return parameters;
    }

    private Map<String, String> outputs() {
        Map<String, String> outputs = new LinkedHashMap<>();
        assembly.template()
                .path("Outputs")
                .fieldNames()
                .forEachRemaining(name -> template.output(name).ifPresent(value -> outputs.put(name, value)));
        return outputs;
    }
}
