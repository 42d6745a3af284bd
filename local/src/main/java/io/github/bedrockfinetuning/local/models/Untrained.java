package io.github.bedrockfinetuning.local.models;

import io.github.bedrockfinetuning.local.models.learning.Answerer;
import io.github.bedrockfinetuning.local.models.learning.Prompt;
import io.github.bedrockfinetuning.local.models.learning.Words;
import io.github.bedrockfinetuning.local.models.reading.Passage;
import io.github.bedrockfinetuning.local.models.reading.ZeroShotReading;
import java.util.regex.Pattern;

/**
 * A model without training data. It follows the instructions: it selects one of the listed labels, fills in the JSON
 * example, or answers from a passage. Otherwise, it returns the subject of the message.
 */
record Untrained(ZeroShotLabels labels, ZeroShotForm form, ZeroShotReading reading) implements Answerer {
    private static final Pattern ONE_LABEL = Pattern.compile(
            "\\b(labels?|intents?|categor(y|ies)|class(es)?|classify|snake_case)\\b", Pattern.CASE_INSENSITIVE);

    static Untrained base() {
        var labels = new ZeroShotLabels(Likeness.stems());
        return new Untrained(labels, new ZeroShotForm(labels), ZeroShotReading.quoting());
    }

    static Untrained bigger() {
        var labels = new ZeroShotLabels(Likeness.informed());
        return new Untrained(labels, new ZeroShotForm(labels), ZeroShotReading.lookingUp());
    }

    @Override
    public String answer(Prompt prompt) {
        var instructions = prompt.system();
        if (AskedForm.wantsJson(instructions)) {
            return AskedForm.in(instructions)
                    .map(asked -> form.fill(prompt.message(), asked))
                    .orElseGet(() -> form.anyForm(prompt.message()));
        }
        var passage = Passage.of(prompt.message());
        if (ONE_LABEL.matcher(instructions).find()) {
            var listed = ListedLabels.in(instructions);
            return listed.isEmpty() ? labels.invent(prompt.message()) : labels.choose(prompt.message(), listed);
        }
        return passage.readable() ? reading.answer(passage) : String.join(" ", Words.content(prompt.message()));
    }
}
