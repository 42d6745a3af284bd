package io.github.bedrockfinetuning.local.states.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Supplier;

/**
 * The documents that expressions read.
 *
 * @param input the document for {@code $}
 * @param context the document for {@code $$}
 */
public record Data(JsonNode input, Supplier<JsonNode> context) {}
