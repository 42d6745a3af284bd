package io.github.bedrockfinetuning.answering;

import io.github.bedrockfinetuning.run.Failure;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.Throttled;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.bedrockruntime.model.ModelErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/**
 * What a failed question says: about the question, or about the model that was asked. Only the former may become that
 * question's result.
 *
 * <p>AWS gives a ValidationException for both and documents no difference but its words, which it does not document either.
 * Reported are "Input is too long for requested model." and "prompt is too long: 200049 tokens &gt; 200000 maximum" of a
 * question, "The provided model identifier is invalid." and "Invocation of model ID ... with on-demand throughput isn't
 * supported." of a model. Any other words leave it open.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html#API_runtime_Converse_Errors">
 *     Errors of Converse</a>
 * @see <a href="https://github.com/aws-samples/bedrock-chat/issues/95">Input is too long</a>
 * @see <a href="https://github.com/mlcommons/modelbench/issues/1654">What is said of models</a>
 */
enum Refusal {
    /** The account asks too much. */
    THROTTLED,
    /** This question cannot be answered. */
    OF_QUESTION,
    /** This model cannot be asked, or cannot be asked yet. */
    OF_MODEL,
    /** Either of the two. */
    OPEN;

    private static final Pattern MODEL_WORDS = Pattern.compile(
            "(?i)model (identifier|id\\b|version|access)|modelId|deployment"
                    + "|throughput|inference profile|provided model|access to (the|this) model|not (yet )?(ready|active)");
    private static final Pattern QUESTION_WORDS =
            Pattern.compile("(?i)too (long|large)|too many (input )?tokens|(context|input|prompt) (length|window)"
                    + "|content (filter|policy)|filtered|blocked|guardrail|is blank|is empty");

    /**
     * @param failure the exception, classified
     * @param exception as the SDK threw it
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
