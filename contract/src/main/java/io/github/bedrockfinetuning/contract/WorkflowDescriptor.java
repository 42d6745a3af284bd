package io.github.bedrockfinetuning.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Describes a deployed workflow, including all information that the command-line tool needs to operate it. The
 * workflow's construct writes the descriptor to a parameter, and the command line reads it. It contains names and
 * ARNs, but no secrets and no data.
 *
 * @param stateMachineArn the state machine; runs are its executions
 * @param topicArn the topic for notifications and approval requests
 * @param promotedPath the path that contains the names of promoted models, as {@link ParameterPaths#prefix} returns it
 * @param functions the physical names of the functions, by {@link StepName#id}
 * @param queueUrls the queues of uploads and the dead-letter queues
 * @param defaults the default settings of runs: a JSON object, unchanged because the IDs of runs depend on its text
 */
public record WorkflowDescriptor(
        Identity identity,
        String stateMachineArn,
        String topicArn,
        Storage storage,
        String promotedPath,
        Map<String, String> functions,
        List<String> queueUrls,
        String defaults) {
    /**
     * The version of the descriptor format. A reader accepts descriptors of this version only, and ignores unknown
     * members.
     */
    public static final int VERSION = 1;

    private static final String DEFAULTS = "defaults";
    private static final ObjectMapper JSON = new ObjectMapper();

    public WorkflowDescriptor {
        functions = new LinkedHashMap<>(functions);
        queueUrls = List.copyOf(queueUrls);
    }

    /**
     * Identifies a workflow.
     *
     * @param tag the value of {@link TagKeys#STACK} on its resources
     * @param path its construct path, such as {@code Analytics/Routing}
     * @param stack the name of its CloudFormation stack
     */
    public record Identity(String tag, String path, String stack, String region, String account) {}

    /**
     * The buckets and the keys.
     *
     * @param modelKeyArn the key that encrypts custom models
     * @param logsKeyArn the key that encrypts log groups
     * @param dataKeyArn the key that encrypts queues, notifications, environment variables, and the state of executions
     */
    public record Storage(
            String datasetsBucket,
            String resultsBucket,
            String datasetsKeyArn,
            String resultsKeyArn,
            String modelKeyArn,
            String logsKeyArn,
            String dataKeyArn) {}

    /**
     * Writes the descriptor as one line of JSON. Strings can be CDK tokens: names, ARNs and URLs contain no characters
     * that JSON escapes. Except for {@code functions}, {@code queueUrls}, and {@code defaults}, which are last, all
     * members are strings at the top level, so a template can extract them with {@code Fn::Split}.
     */
    public String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeStringField("tag", identity.tag());
            json.writeStringField("path", identity.path());
            json.writeStringField("stack", identity.stack());
            json.writeStringField("region", identity.region());
            json.writeStringField("account", identity.account());
            json.writeStringField("stateMachineArn", stateMachineArn);
            json.writeStringField("topicArn", topicArn);
            json.writeStringField("datasetsBucket", storage.datasetsBucket());
            json.writeStringField("resultsBucket", storage.resultsBucket());
            json.writeStringField("datasetsKeyArn", storage.datasetsKeyArn());
            json.writeStringField("resultsKeyArn", storage.resultsKeyArn());
            json.writeStringField("modelKeyArn", storage.modelKeyArn());
            json.writeStringField("logsKeyArn", storage.logsKeyArn());
            json.writeStringField("dataKeyArn", storage.dataKeyArn());
            json.writeStringField("promotedPath", promotedPath);
            json.writeObjectFieldStart("functions");
            for (Map.Entry<String, String> function : functions.entrySet()) {
                json.writeStringField(function.getKey(), function.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("queueUrls");
            for (String url : queueUrls) {
                json.writeString(url);
            }
            json.writeEndArray();
            json.writeFieldName(DEFAULTS);
            json.writeRawValue(defaults);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * Reads a descriptor.
     *
     * @throws IllegalArgumentException if the text is not a descriptor of this version
     */
    public static WorkflowDescriptor read(String text) {
        JsonNode json = json(text);
        if (json.path("version").asInt() != VERSION) {
            throw new IllegalArgumentException("The descriptor has format version "
                    + json.path("version").asText("none") + ", but this command supports only version "
                    + VERSION
                    + ". Use the version of the command-line tool with which the workflow was deployed, or "
                    + "deploy the workflow again.");
        }
        Map<String, String> functions = new LinkedHashMap<>();
        json.path("functions")
                .properties()
                .forEach(function ->
                        functions.put(function.getKey(), function.getValue().asText()));
        List<String> queueUrls = new ArrayList<>();
        json.path("queueUrls").forEach(url -> queueUrls.add(url.asText()));
        return new WorkflowDescriptor(
                new Identity(
                        member(json, "tag"),
                        member(json, "path"),
                        member(json, "stack"),
                        member(json, "region"),
                        member(json, "account")),
                member(json, "stateMachineArn"),
                member(json, "topicArn"),
                new Storage(
                        member(json, "datasetsBucket"),
                        member(json, "resultsBucket"),
                        member(json, "datasetsKeyArn"),
                        member(json, "resultsKeyArn"),
                        member(json, "modelKeyArn"),
                        member(json, "logsKeyArn"),
                        member(json, "dataKeyArn")),
                member(json, "promotedPath"),
                functions,
                queueUrls,
                defaults(text));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException("The descriptor is not JSON.", e);
        }
    }

    private static String member(JsonNode json, String name) {
        if (json.path(name).asText().isEmpty()) {
            throw new IllegalArgumentException(
                    "The descriptor does not contain " + name + ". Deploy the workflow again to restore it.");
        }
        return json.path(name).asText();
    }

    /** Returns the default settings without reformatting them, because the run ID depends on their exact text. */
    private static String defaults(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                long from = parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                if (name.equals(DEFAULTS)) {
                    return text.substring(
                            (int) from, (int) parser.currentLocation().getCharOffset());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalArgumentException("The descriptor has no " + DEFAULTS + ".");
    }
}
