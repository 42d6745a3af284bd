package io.github.bedrockfinetuning.local.models;

import io.github.bedrockfinetuning.local.models.learning.Answerer;
import io.github.bedrockfinetuning.local.models.learning.Prompt;
import io.github.bedrockfinetuning.local.models.learning.Words;
import io.github.bedrockfinetuning.local.models.reading.Passage;
import io.github.bedrockfinetuning.local.models.reading.ZeroShotReading;
import java.util.ArrayList;
import java.util.regex.Pattern;

/**
 * A model without training data. It follows the instructions: it fills in the JSON example, answers from a passage with a
 * question, or selects one of the listed labels. Otherwise, it returns the subject of the message. The answer depends on
 * what the instructions list and show and on the message, not on the wording of the instructions.
 */
record Untrained(ZeroShotLabels labels, ZeroShotForm form, ZeroShotReading reading) implements Answerer {
    private static final Pattern SNAKE_CASE =
            Pattern.compile("\\bsnake[_ -]?case\\b|\\bunderscores?\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern PARAGRAPHS = Pattern.compile("\\n\\s*\\n");
    private static final Pattern MESSAGE_HEADING =
            Pattern.compile("(?i)^(?:message|text|input|email|ticket|customer|user)\\s*:\\s*");

    static Untrained base() {
        var labels = new ZeroShotLabels(Likeness.stems());
        return new Untrained(labels, new ZeroShotForm(labels), ZeroShotReading.quoting());
    }

    static Untrained bigger() {
        var labels = new ZeroShotLabels(Likeness.informed());
        return new Untrained(labels, new ZeroShotForm(labels), ZeroShotReading.lookingUp());
    }

    @Override
    public String answer(Prompt whole) {
        var prompt = separated(whole);
        var instructions = prompt.system();
        if (AskedForm.wantsJson(instructions)) {
            return AskedForm.in(instructions)
                    .map(asked -> form.fill(prompt.message(), asked))
                    .orElseGet(() -> form.anyForm(prompt.message()));
        }
        var passage = Passage.of(prompt.message());
        if (passage.readable() && Passage.marked(prompt.message())) {
            return reading.answer(passage);
        }
        var listed = ListedLabels.in(instructions);
        if (!listed.isEmpty()) {
            return labels.choose(prompt.message(), listed);
        }
        if (SNAKE_CASE.matcher(instructions).find()) {
            return labels.invent(prompt.message());
        }
        return passage.readable() ? reading.answer(passage) : String.join(" ", Words.content(prompt.message()));
    }

    /**
     * Separates the instructions of a prompt from its message. Without a system prompt, the part of the message that lists
     * labels or contains a JSON example is used as the instructions. It can precede or follow the rest of the message.
     */
    private static Prompt separated(Prompt prompt) {
        if (!prompt.system().isBlank()) {
            return prompt;
        }
        var paragraphs = PARAGRAPHS.split(prompt.message().strip());
        var parts =
                paragraphs.length > 1 ? paragraphs : prompt.message().strip().split("\\n");
        var instructions = new ArrayList<String>();
        var rest = new ArrayList<String>();
        for (var part : parts) {
            var asks = AskedForm.wantsJson(part) || !ListedLabels.in(part).isEmpty();
            (asks ? instructions : rest).add(part);
        }
        if (instructions.isEmpty() || rest.isEmpty()) {
            return prompt;
        }
        var message = MESSAGE_HEADING.matcher(String.join("\n\n", rest)).replaceFirst("");
        return new Prompt(String.join("\n", instructions), prompt.earlier(), message);
    }
}
