package io.github.bedrockfinetuning.local.access;

import io.github.bedrockfinetuning.local.iam.Principal;
import java.util.Map;

/**
 * A caller in the access matrix.
 *
 * @param facts the condition keys that AWS sets for this caller
 * @param outside whether the caller acts for another account
 */
record Asker(String name, Principal principal, Map<String, String> facts, boolean outside) {}
