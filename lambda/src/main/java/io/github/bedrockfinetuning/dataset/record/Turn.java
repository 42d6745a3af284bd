package io.github.bedrockfinetuning.dataset.record;

/**
 * One message in a conversation.
 *
 * @param role {@code user} or {@code assistant}
 */
public record Turn(String role, String text) {
    public static final String USER = "user";
    public static final String ASSISTANT = "assistant";

    public static Turn user(String text) {
        return new Turn(USER, text);
    }

    public static Turn assistant(String text) {
        return new Turn(ASSISTANT, text);
    }
}
