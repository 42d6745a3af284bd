package io.github.bedrockfinetuning.dataset.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.text.Blank;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The content of an answer body, with or without streaming: its text, its stop reason, and the reason that it cannot
 * be used, if any.
 *
 * <p>Reasoning is not part of an answer and is removed. Converse returns it in separate blocks. Other bodies include it
 * between markers before the answer.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">Converse,
 *     stopReason</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages-request-response.html">
 *     Claude, stop_reason</a>
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-text.html">Titan,
 *     completionReason</a>
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-meta.html">Llama, stop_reason</a>
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-mistral-text-completion.html">
 *     Mistral, stop_reason</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-cohere-command-r-plus.html">Cohere,
 *     finish_reason</a>
 */
final class LoggedAnswer {
    /**
     * Stop reasons, in lowercase, that indicate a complete answer or an answer that ended where the caller requested.
     */
    private static final Set<String> WHOLE = Set.of(
            "end_turn",
            "stop_sequence",
            "stop",
            "finish",
            "finished",
            "stop_criteria_met",
            "complete",
            "eos",
            "endoftext",
            "end_of_text",
            "eos_token",
            "done");

    private static final Set<String> CUT_OFF = Set.of(
            "max_tokens", "length", "max_length", "model_context_window_exceeded", "error_limit", "max_tokens_reached");
    private static final Set<String> CALLS = Set.of("tool_use", "tool_calls", "tool_call", "function_call");
    private static final Set<String> FILTERED =
            Set.of("content_filtered", "content_filter", "error_toxic", "refusal", "safety", "filtered");
    private static final Set<String> BLOCKED = Set.of("guardrail_intervened", "guardrails", "intervened");

    /** Matches reasoning before the answer, in the formats of DeepSeek, Qwen, Nova, and OpenAI's open models. */
    private static final Pattern REASONING =
            Pattern.compile("\\A\\s*<(think|thinking|reasoning)>(.*?)</\\1>\\s*", Pattern.DOTALL);

    private static final Pattern UNFINISHED_REASONING = Pattern.compile("\\A\\s*<(think|thinking|reasoning)>");

    private final StringBuilder text = new StringBuilder();
    private boolean reasonTold;
    private @Nullable String reason;
    private @Nullable String obstacle;

    void add(String part) {
        text.append(part);
    }

    /** Records the stop reason if the node exists. A null value means that there is none yet. */
    void ended(JsonNode node) {
        if (node.isMissingNode()) {
            return;
        }
        reasonTold = true;
        if (node.isTextual() && !node.textValue().isEmpty()) {
            reason = node.textValue();
        }
    }

    /**
     * Records the reason that the answer cannot be used, phrased as the end of a sentence. Only the first reason
     * counts.
     */
    void refuse(String why) {
        obstacle = obstacle == null ? why : obstacle;
    }

    /** Records a part that does not contain text. */
    void refusePart(String name) {
        refuse("the output contains a part that is not text (" + shown(name) + ")");
    }

    /**
     * Returns the text of the answer.
     *
     * @param streamed whether the answer was streamed, in which case an incomplete one has no stop reason
     * @throws IllegalArgumentException if the answer is not complete, or is not text
     */
    String text(boolean streamed) {
        Optional<String> unfinished = unfinished(streamed);
        if (unfinished.isPresent() || obstacle != null) {
            throw new IllegalArgumentException(unfinished
                    .map(why -> obstacle == null ? why : why + "; " + obstacle)
                    .orElse(obstacle));
        }
        Matcher reasoning = REASONING.matcher(text);
        String answer = reasoning.find() ? text.substring(reasoning.end()) : text.toString();
        if (UNFINISHED_REASONING.matcher(answer).find()) {
            throw new IllegalArgumentException("the output ends before its reasoning is complete");
        }
        if (Blank.isBlank(answer)) {
            throw new IllegalArgumentException("the output contains no text");
        }
        return answer;
    }

    private Optional<String> unfinished(boolean streamed) {
        if (reason == null) {
            return streamed || reasonTold
                    ? Optional.of("the answer might be incomplete, because it has no stop reason")
                    : Optional.empty();
        }
        String folded = reason.toLowerCase(Locale.ROOT);
        if (WHOLE.contains(folded)) {
            return Optional.empty();
        }
        String why;
        if (CUT_OFF.contains(folded)) {
            why = "the answer was truncated at the token limit";
        } else if (CALLS.contains(folded)) {
            why = "the answer contains a tool call";
        } else if (FILTERED.contains(folded)) {
            why = "the answer was filtered or refused";
        } else if (BLOCKED.contains(folded)) {
            why = "a guardrail replaced the answer";
        } else {
            why = "the answer is incomplete";
        }
        return Optional.of(why + " (stop reason " + shown(reason) + ")");
    }

    private static String shown(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_.:-]", "?");
        return plain.length() > 60 ? plain.substring(0, 60) : plain;
    }
}
