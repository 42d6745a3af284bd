package io.github.bedrockfinetuning.local.demonstration;

import java.util.List;

/**
 * A customer message.
 *
 * @param id an ID that is unique in the dataset
 * @param text the text of the message
 * @param label the correct label
 * @param channel {@code email}, {@code chat} or {@code form}
 * @param wordings the IDs of the wordings in the message, with the request first
 */
public record Message(String id, String text, String label, String channel, List<String> wordings) {}
