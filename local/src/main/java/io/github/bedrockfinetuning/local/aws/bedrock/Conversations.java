package io.github.bedrockfinetuning.local.aws.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.local.aws.billing.Meter;
import io.github.bedrockfinetuning.local.aws.settings.Quotas;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.models.LocalModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Performs the Converse operation.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">Converse</a>
 */
final class Conversations {
    /** The default quota for models without a quota in the catalog. It is too high to have an effect. */
    private static final int REQUESTS_PER_MINUTE = 10_000;
    /** The maximum number of tokens in an answer if the request does not limit them. */
    private static final int MOST_TOKENS = 4096;

    private final World world;
    private final ServedModels models;
    private final Usage usage;
    private final Failures failures;

    Conversations(World world, ServedModels models, Usage usage, Failures failures) {
        this.world = world;
        this.models = models;
        this.usage = usage;
        this.failures = failures;
    }

    ObjectNode converse(ObjectNode input) {
        Served served;
        synchronized (world) {
            served = models.find(input.path("modelId").textValue());
        }
        List<Turn> turns = turns(input.path("messages"));
        String system = system(input.path("system"));
        int perMinute = Optional.ofNullable(served.model().quotas().get(quota(served)))
                .map(quota -> world.quotas().value(Quotas.code(quota)))
                .orElse(REQUESTS_PER_MINUTE);
        usage.request(served.id(), perMinute);
        failures.question(served.id()).ifPresent(message -> {
            throw AwsError.validation(message);
        });
        JsonNode config = input.path("inferenceConfig");
        LocalModel.Reply reply =
                served.answers().answer(system, turns, config.path("maxTokens").asInt(MOST_TOKENS));
        usage.tokens(served.id(), reply.inputTokens() + reply.outputTokens());
        if (served.byToken()) {
            world.meter()
                    .tokens(
                            Meter.ANSWERING,
                            reply.inputTokens(),
                            served.model().prices().inputPerMillionTokens());
            world.meter()
                    .tokens(
                            Meter.ANSWERING,
                            reply.outputTokens(),
                            served.model().prices().outputPerMillionTokens());
        }
        return answer(reply);
    }

    /** Returns the name of the quota for requests to a model. Provisioned Throughput has no such quota. */
    private String quota(Served served) {
        if (!served.byToken()) {
            return "";
        }
        if (EndpointKind.DEPLOYMENT.isNamedBy(served.id())) {
            return "deploymentRequests";
        }
        return served.model().crossesRegions(world.region()) ? "crossRegionRequests" : "onDemandRequests";
    }

    private static ObjectNode answer(LocalModel.Reply reply) {
        ObjectNode answer = Json.object();
        ObjectNode message = answer.putObject("output").putObject("message").put("role", "assistant");
        message.putArray("content").addObject().put("text", reply.text());
        answer.put("stopReason", reply.stopReason());
        answer.putObject("usage")
                .put("inputTokens", reply.inputTokens())
                .put("outputTokens", reply.outputTokens())
                .put("totalTokens", reply.inputTokens() + reply.outputTokens());
        answer.putObject("metrics").put("latencyMs", reply.latencyMs());
        return answer;
    }

    private static List<Turn> turns(JsonNode messages) {
        if (messages.isEmpty()) {
            throw AwsError.validation("The messages field is empty. Add at least one message and try again.");
        }
        List<Turn> turns = new ArrayList<>();
        for (JsonNode message : messages) {
            String role = message.path("role").textValue();
            if (turns.isEmpty() && !role.equals(Turn.USER)) {
                throw AwsError.validation("A conversation must start with a user message. Try again with a conversation"
                        + " that starts with a user message.");
            }
            if (!turns.isEmpty() && turns.get(turns.size() - 1).role().equals(role)) {
                throw AwsError.validation("A conversation must alternate between user and assistant roles. Make sure"
                        + " the conversation alternates between user and assistant roles and try again.");
            }
            turns.add(new Turn(role, text(message.path("content"), turns.size())));
        }
        if (!turns.get(turns.size() - 1).role().equals(Turn.USER)) {
            throw AwsError.validation("A conversation must end with a user message. Try again with a conversation that"
                    + " ends with a user message.");
        }
        return turns;
    }

    private static String text(JsonNode content, int message) {
        if (content.isEmpty()) {
            throw AwsError.validation("The content field in the Message object at messages." + message
                    + " is empty. Add a ContentBlock object to the content field and try again.");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode block : content) {
            String text = block.path("text").textValue();
            if (text.isBlank()) {
                throw AwsError.validation("The text field in the ContentBlock object at messages." + message
                        + ".content." + texts.size() + " is blank. Add text to the text field, and try again.");
            }
            texts.add(text);
        }
        return String.join("\n", texts);
    }

    /**
     * Returns the system prompt, or null if the request has none. The API model requires at least one character.
     * Users report that Claude also rejects blank texts, as in messages. For other models, this is not documented.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_SystemContentBlock.html">SystemContentBlock</a>
     * @see <a href="https://github.com/NousResearch/hermes-agent/pull/64858">a report that blank system texts are
     *     rejected</a>
     */
    private static @Nullable String system(JsonNode blocks) {
        List<String> texts = new ArrayList<>();
        for (JsonNode block : blocks) {
            String text = block.path("text").textValue();
            if (text.isBlank()) {
                throw AwsError.validation("The text field in the SystemContentBlock object at system." + texts.size()
                        + " is blank. Add text to the text field, and try again.");
            }
            texts.add(text);
        }
        return texts.isEmpty() ? null : String.join("\n", texts);
    }
}
