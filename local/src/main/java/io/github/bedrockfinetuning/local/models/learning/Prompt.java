package io.github.bedrockfinetuning.local.models.learning;

import io.github.bedrockfinetuning.dataset.record.Turn;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The prompt for a model.
 *
 * @param system the instructions; empty if there are none
 * @param earlier the turns before the last one, joined by newlines
 * @param message the last turn
 */
public record Prompt(String system, String earlier, String message) {
    private static final String PARAGRAPH = "\n\n";

    /**
     * Phrases that indicate instructions. In prompt/completion datasets, only the first paragraph of the prompt can
     * contain instructions.
     */
    private static final Pattern INSTRUCTION = Pattern.compile(
            "\\b(you (are|will|must|route|answer|classify|extract|help)|(reply|respond|answer) (with|only|in)"
                    + "|(classify|extract|label|route|summari[sz]e|translate) (the|each|every|this)|return (only|one|a|the))\\b",
            Pattern.CASE_INSENSITIVE);

    /**
     * Creates the prompt for a conversation.
     *
     * @param system the system prompt; if it is null or blank, the first paragraph of the last turn can contain the
     *     instructions
     * @throws IllegalArgumentException if there are no turns
     */
    public static Prompt of(@Nullable String system, List<Turn> turns) {
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("A conversation needs at least one turn.");
        }
        var last = turns.size() - 1;
        var earlier = turns.subList(0, last).stream().map(Turn::text).collect(Collectors.joining("\n"));
        var message = turns.get(last).text();
        var end = message.indexOf(PARAGRAPH);
        if ((system == null || system.isBlank()) && end > 0) {
            var first = message.substring(0, end);
            if (INSTRUCTION.matcher(first).find()) {
                return new Prompt(first, earlier, message.substring(end + PARAGRAPH.length()));
            }
        }
        return new Prompt(system == null ? "" : system, earlier, message);
    }

    public int length() {
        return system.length() + earlier.length() + message.length();
    }
}
