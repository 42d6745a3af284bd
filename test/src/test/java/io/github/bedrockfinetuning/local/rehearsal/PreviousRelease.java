package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * The stack of an earlier release: the same resources with other code, so every function version has another logical ID;
 * one state with another name; other environment variables; a parameter that was removed later; and a policy with a
 * statement that was removed later.
 */
final class PreviousRelease {
    /** The name of WaitForTraining in the earlier release. */
    static final String RENAMED = "PauseForTraining";

    /** The name of a parameter that the current release does not have. */
    static final String REMOVED_PARAMETER = "/fine-tuning-notes";

    /** The environment variable that tests can use to recognize the code of the earlier release. */
    static final String VARIABLE = "FT_RELEASE";

    private static final ObjectMapper JSON = new ObjectMapper();

    private PreviousRelease() {}

    /** Returns the template of the earlier release. */
    static JsonNode template(Assembly current) {
        ObjectNode template = withOtherCode(current.template(), "0");
        ObjectNode resources = (ObjectNode) template.path("Resources");
        ObjectNode parameter = resources.putObject("Notes").put("Type", "AWS::SSM::Parameter");
        parameter
                .putObject("Properties")
                .put("Name", REMOVED_PARAMETER)
                .put("Type", "String")
                .put("Value", "none");
        functions(template, properties -> ((ObjectNode) properties.at("/Environment/Variables")).put(VARIABLE, "0"));
        Mutated.properties(template, "AWS::IAM::ManagedPolicy", "TellPolicy")
                .withArray("/PolicyDocument/Statement")
                .addObject()
                .put("Sid", "Notes")
                .put("Effect", "Allow")
                .put("Action", "ssm:GetParameter")
                .putObject("Resource")
                .put(
                        "Fn::Sub",
                        "arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/fine-tuning-notes");
        return Mutated.definition(template, definition -> {
            ObjectNode states = (ObjectNode) holderOf(definition, "WaitForTraining");
            states.set(RENAMED, states.remove("WaitForTraining"));
            for (String field : List.of("Next", "StartAt", "Default")) {
                definition.findParents(field).forEach(parent -> rename((ObjectNode) parent, field));
            }
        });
    }

    /** Returns a template whose functions have other code. */
    static ObjectNode withOtherCode(JsonNode template, String hash) {
        String text = template.toString().replaceAll("(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}", "$1" + hash.repeat(32));
        ObjectNode other = read(text);
        functions(other, properties -> ((ObjectNode) properties.path("Code")).put("S3Key", hash.repeat(64) + ".zip"));
        return other;
    }

    private static void functions(JsonNode template, Consumer<JsonNode> change) {
        template.path("Resources").forEach(resource -> {
            if (resource.path("Type").asText().equals("AWS::Lambda::Function")) {
                change.accept(resource.path("Properties"));
            }
        });
    }

    /** Returns the states among which a state is. */
    private static JsonNode holderOf(JsonNode machine, String state) {
        return machine.findParents(state).stream()
                .filter(states -> states.path(state).has("Type"))
                .findFirst()
                .orElseThrow();
    }

    private static void rename(ObjectNode parent, String field) {
        if (parent.path(field).asText().equals("WaitForTraining")) {
            parent.put(field, RENAMED);
        }
    }

    private static ObjectNode read(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
