package io.github.bedrockfinetuning.answering;

import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.TransientFailure;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;

/**
 * Sends a question to a model. Always uses temperature 0 and a token limit, because the service reserves quota for the
 * longest possible answer.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">Converse</a>
 */
public final class Converse {
    static final float TEMPERATURE = 0;
    private static final String UNKNOWN = "unknown";
    private static final Set<StopReason> ENDED = EnumSet.of(StopReason.END_TURN, StopReason.STOP_SEQUENCE);

    private final Platform platform;

    public Converse(Platform platform) {
        this.platform = platform;
    }

    /**
     * The reply of a model.
     *
     * @param text the text; empty if the model returned none
     * @param inputTokens the number of input tokens; null if the service did not return it
     * @param stopReason a known or unknown stop reason of Converse, or "unknown" if there is none
     */
    public record Reply(
            String text,
            @Nullable Long latencyMs,
            @Nullable Integer inputTokens,
            @Nullable Integer outputTokens,
            String stopReason) {

        /** Returns whether the model ended its turn on its own or at a stop sequence, so the answer is complete. */
        boolean ended() {
            return ENDED.contains(StopReason.fromValue(stopReason));
        }
    }

    /**
     * Sends a question.
     *
     * @param system the system prompt; null if there is none
     * @throws TransientFailure if the response has no message
     */
    public Reply ask(String modelId, @Nullable String system, List<Turn> turns, int maxTokens) {
        ConverseRequest.Builder request = ConverseRequest.builder()
                .modelId(modelId)
                .messages(turns.stream().map(Converse::message).toList())
                .inferenceConfig(i -> i.maxTokens(maxTokens).temperature(TEMPERATURE));
        if (system != null) {
            request.system(SystemContentBlock.fromText(system));
        }
        ConverseResponse response = platform.aws().bedrockRuntime().converse(request.build());
        return new Reply(
                message(response).content().stream()
                        .map(ContentBlock::text)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining()),
                response.metrics() == null ? null : response.metrics().latencyMs(),
                response.usage() == null ? null : response.usage().inputTokens(),
                response.usage() == null ? null : response.usage().outputTokens(),
                Objects.requireNonNullElse(response.stopReasonAsString(), UNKNOWN));
    }

    /**
     * Returns the message in a response. AWS requires both members in a response, but they might be missing if a
     * connection or the service fails.
     */
    private static Message message(ConverseResponse response) {
        if (response.output() == null || response.output().message() == null) {
            throw new TransientFailure("The response from Amazon Bedrock does not contain a message (stop reason "
                    + Failures.quote(response.stopReasonAsString()) + ").");
        }
        return response.output().message();
    }

    private static Message message(Turn turn) {
        return Message.builder()
                .role(turn.role())
                .content(ContentBlock.fromText(turn.text()))
                .build();
    }
}
