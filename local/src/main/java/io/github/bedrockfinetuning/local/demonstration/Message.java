package io.github.bedrockfinetuning.local.demonstration;

import java.util.List;

/**
 * A message of a customer.
 *
 * @param id unique in the whole dataset
 * @param text what the customer wrote
 * @param label the label
 * @param channel {@code email}, {@code chat} or {@code form}
 * @param wordings the ids of its wordings, the request first
 */
public record Message(String id, String text, String label, String channel, List<String> wordings) {}
