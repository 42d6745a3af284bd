package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A synthesized template.
 *
 * @param name the name of the stack
 * @param region the Region in which the stack is deployed
 * @param nested the templates of the nested stacks, by the logical IDs of their resources
 */
public record StackTemplate(String name, String region, JsonNode json, Map<String, StackTemplate> nested) {}
