package io.github.bedrockfinetuning.answers;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The answers of one compared system.
 *
 * @param name the system's name: base, tuned, reference, or any other name
 * @param label the system's label in the report, for example the model's name
 * @param answers the answers by record ID
 * @param price the system's prices; {@link Price#UNKNOWN} if they are not published
 */
public record SystemAnswers(String name, @Nullable String label, Map<String, Answer> answers, Price price) {
    /** The name of the fine-tuned system, which every other system is compared with. */
    public static final String TUNED = "tuned";

    public static final String BASE = "base";

    /** The name of the reference model, a bigger model that is not fine-tuned. */
    public static final String REFERENCE = "reference";

    /** The name of the model that the dataset's stable name points to when the run starts. */
    public static final String PROMOTED = "promoted";

    /** The reserved names, which recorded answers must not use. */
    public static final Set<String> RUNS_OWN = Set.of(TUNED, BASE, REFERENCE, PROMOTED);

    public SystemAnswers(String name, String label, Map<String, Answer> answers) {
        this(name, label, answers, Price.UNKNOWN);
    }
}
