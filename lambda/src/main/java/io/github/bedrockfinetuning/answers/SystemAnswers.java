package io.github.bedrockfinetuning.answers;

import java.util.Map;
import java.util.Set;

/**
 * One of the systems compared.
 *
 * @param name base, tuned, reference, or any other column's name
 * @param label what the report calls it, for instance the model's name
 * @param answers by record id
 * @param price what asking it costs; {@link Price#UNKNOWN} where nobody has published it
 */
public record SystemAnswers(String name, String label, Map<String, Answer> answers, Price price) {
    /** The name of the fine-tuned system, which every other one is compared with. */
    public static final String TUNED = "tuned";

    public static final String BASE = "base";

    /** The bigger model that was not fine-tuned. */
    public static final String REFERENCE = "reference";

    /** The model that has the dataset's stable name when the run begins. */
    public static final String PROMOTED = "promoted";

    /** Names that no recorded answers may take. */
    public static final Set<String> RUNS_OWN = Set.of(TUNED, BASE, REFERENCE, PROMOTED);

    public SystemAnswers(String name, String label, Map<String, Answer> answers) {
        this(name, label, answers, Price.UNKNOWN);
    }
}
