package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Supplier;

/**
 * What expressions look at.
 *
 * @param input what {@code $} is
 * @param context what {@code $$} is
 */
record Data(JsonNode input, Supplier<JsonNode> context, Chance chance) {}
