package io.github.bedrockfinetuning.local.states.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Supplier;

/**
 * The documents that expressions read.
 *
 * @param input the document that {@code $} refers to
 * @param context the document that {@code $$} refers to
 */
public record Data(JsonNode input, Supplier<JsonNode> context) {}
