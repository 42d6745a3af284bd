package io.github.bedrockfinetuning.answers;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers of one of the compared systems.
 *
 * @param name the ID of a {@link io.github.bedrockfinetuning.contract.SystemRole}, or any other name
 * @param label the system's label in the report, such as the model's name
 * @param answers the answers by record ID
 * @param price the system's prices; {@link Price#UNKNOWN} if they are not published
 */
public record SystemAnswers(String name, @Nullable String label, Map<String, Answer> answers, Price price) {
    public SystemAnswers(String name, String label, Map<String, Answer> answers) {
        this(name, label, answers, Price.UNKNOWN);
    }
}
