package io.github.bedrockfinetuning.local.access;

import java.util.List;
import java.util.Map;

/**
 * A resource, or kind of resource, in the matrix.
 *
 * @param name for display
 * @param arn the ARN of one such resource
 * @param tags its tags, as condition keys
 * @param actions the actions to test
 */
record Target(String name, String arn, Map<String, String> tags, List<String> actions) {}
