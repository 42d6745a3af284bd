package io.github.bedrockfinetuning.answering;

import io.github.bedrockfinetuning.run.Failure;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.Throttled;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.bedrockruntime.model.ModelErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/**
 * The cause of a failed request: the question or the model. Only a failure that is caused by the question can become
 * that question's result.
 *
 * <p>AWS returns a ValidationException for both. They differ only in the message, which is not documented. Reported
 * messages about a question are "Input is too long for requested model." and "prompt is too long: 200049 tokens &gt;
 * 200000 maximum". Reported messages about a model are "The provided model identifier is invalid." and "Invocation of
 * model ID ... with on-demand throughput isn't supported." For any other message, the cause is unknown.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html#API_runtime_Converse_Errors">
 *     Errors of Converse</a>
 * @see <a href="https://github.com/aws-samples/bedrock-chat/issues/95">Input is too long</a>
 * @see <a href="https://github.com/mlcommons/modelbench/issues/1654">Messages about models</a>
 */
enum Refusal {
    /** The account exceeds a quota. */
    THROTTLED,
    /** The question cannot be answered. */
    OF_QUESTION,
    /** The model cannot be invoked, or cannot be invoked yet. */
    OF_MODEL,
    /** The cause is unknown. */
    OPEN;

    private static final Pattern MODEL_WORDS = Pattern.compile(
            "(?i)model (identifier|id\\b|version|access)|modelId|deployment"
                    + "|throughput|inference profile|provided model|access to (the|this) model|not (yet )?(ready|active)");
    private static final Pattern QUESTION_WORDS =
            Pattern.compile("(?i)too (long|large)|too many (input )?tokens|(context|input|prompt) (length|window)"
                    + "|content (filter|policy)|filtered|blocked|guardrail|is blank|is empty");

    /**
     * Determines the cause of a failure.
     *
     * @param failure the classified failure
     * @param exception the exception from the SDK
     */
    static Refusal of(Failure failure, RuntimeException exception) {
        if (failure instanceof Throttled) {
            return THROTTLED;
        }
        if (exception instanceof ValidationException refused) {
            String words = Failures.message(refused);
            return MODEL_WORDS.matcher(words).find()
                    ? OF_MODEL
                    : QUESTION_WORDS.matcher(words).find() ? OF_QUESTION : OPEN;
        }
        return !failure.mayPass() && !(exception instanceof ModelErrorException) ? OF_MODEL : OPEN;
    }
}
