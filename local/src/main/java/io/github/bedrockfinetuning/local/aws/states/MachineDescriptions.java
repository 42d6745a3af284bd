package io.github.bedrockfinetuning.local.aws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.Call;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.aws.wire.Need;
import io.github.bedrockfinetuning.local.states.StatesException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Creates the responses to DescribeStateMachine requests. If a state machine is encrypted with a customer managed
 * key, its definition requires permission to use the key. With {@code METADATA_ONLY}, the response contains no
 * definition and requires no permission for the key.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html">DescribeStateMachine</a>
 */
final class MachineDescriptions {
    private final Map<String, ObjectNode> descriptions = new LinkedHashMap<>();

    /** @param description the complete response of the operation */
    synchronized void put(String arn, ObjectNode description) {
        descriptions.put(arn, description);
    }

    synchronized JsonNode describe(ObjectNode input) {
        String arn = input.path("stateMachineArn").asText();
        ObjectNode description = descriptions.get(arn);
        if (description == null) {
            throw new StatesException("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
        }
        ObjectNode answer = description.deepCopy();
        return withoutDefinition(input) ? answer.put("definition", "{}") : answer;
    }

    synchronized List<Need> needs(Call call, String region, String account) {
        String arn = call.input().path("stateMachineArn").asText();
        List<Need> needs = new ArrayList<>();
        needs.add(Need.of("states:DescribeStateMachine", arn));
        if (descriptions.containsKey(arn) && !withoutDefinition(call.input())) {
            needs.addAll(Need.ofKey(
                    descriptions
                            .get(arn)
                            .at("/encryptionConfiguration/kmsKeyId")
                            .textValue(),
                    "states",
                    region,
                    account,
                    Map.of("kms:EncryptionContext:aws:states:stateMachineArn", arn),
                    "Decrypt"));
        }
        return needs;
    }

    /** Creates the description of a state machine from its CloudFormation resource. */
    static ObjectNode of(String arn, JsonNode properties) {
        ObjectNode description = Json.object()
                .put("stateMachineArn", arn)
                .put("name", arn.substring(arn.lastIndexOf(':') + 1))
                .put("status", "ACTIVE")
                .put("definition", properties.path("DefinitionString").asText())
                .put("roleArn", properties.path("RoleArn").asText())
                .put("type", properties.path("StateMachineType").asText("STANDARD"));
        JsonNode logging = properties.path("LoggingConfiguration");
        if (!logging.isMissingNode()) {
            ObjectNode told = description.putObject("loggingConfiguration");
            told.put("level", logging.path("Level").asText("OFF"));
            told.put(
                    "includeExecutionData", logging.path("IncludeExecutionData").asBoolean());
            logging.path("Destinations")
                    .forEach(destination -> told.withArray("destinations")
                            .addObject()
                            .putObject("cloudWatchLogsLogGroup")
                            .put(
                                    "logGroupArn",
                                    destination
                                            .at("/CloudWatchLogsLogGroup/LogGroupArn")
                                            .asText()));
        }
        JsonNode encryption = properties.path("EncryptionConfiguration");
        if (!encryption.isMissingNode()) {
            description
                    .putObject("encryptionConfiguration")
                    .put("kmsKeyId", encryption.path("KmsKeyId").asText())
                    .put(
                            "kmsDataKeyReusePeriodSeconds",
                            encryption.path("KmsDataKeyReusePeriodSeconds").asInt())
                    .put("type", encryption.path("Type").asText());
        }
        return description;
    }

    private static boolean withoutDefinition(JsonNode input) {
        return input.path("includedData").asText().equals("METADATA_ONLY");
    }
}
