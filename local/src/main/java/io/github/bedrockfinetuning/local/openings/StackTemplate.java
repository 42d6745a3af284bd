package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A synthesized template.
 *
 * @param name the stack's name
 * @param region the Region that it is deployed to
 * @param nested templates of its nested stacks, by the logical id of their resource
 */
public record StackTemplate(String name, String region, JsonNode json, Map<String, StackTemplate> nested) {}
