package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A synthesized template.
 *
 * @param name the stack's name
 * @param region where it is deployed
 * @param nested templates of its nested stacks, by the logical id of the resource that creates each
 */
public record StackTemplate(String name, String region, JsonNode json, Map<String, StackTemplate> nested) {}
