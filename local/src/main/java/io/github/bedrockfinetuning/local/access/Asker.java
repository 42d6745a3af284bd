package io.github.bedrockfinetuning.local.access;

import io.github.bedrockfinetuning.local.iam.Principal;
import java.util.Map;

/**
 * Somebody about whom the matrix is asked.
 *
 * @param facts the condition keys that AWS sets of itself when he asks; nobody can choose others
 * @param outside whether he acts for another account
 */
record Asker(String name, Principal principal, Map<String, String> facts, boolean outside) {}
