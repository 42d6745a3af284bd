package io.github.bedrockfinetuning.local.access;

import java.util.List;
import java.util.Map;

/**
 * A resource or a kind of resource in the access matrix.
 *
 * @param name the display name
 * @param arn the ARN of the resource, or of an example of this kind
 * @param tags the tags of the resource, as condition keys
 * @param actions the actions to test
 */
record Target(String name, String arn, Map<String, String> tags, List<String> actions) {}
