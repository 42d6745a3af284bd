package io.github.bedrockfinetuning.local.access;

import java.util.List;
import java.util.Map;

/**
 * Something that the matrix is about.
 *
 * @param name for people
 * @param arn of one such thing
 * @param tags it carries, as condition keys
 * @param actions that are asked about
 */
record Target(String name, String arn, Map<String, String> tags, List<String> actions) {}
