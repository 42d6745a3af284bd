package io.github.bedrockfinetuning.local.aws.bedrock;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.local.models.LocalModel;

/**
 * A model that can be invoked.
 *
 * @param id which its requests are counted under
 * @param byToken whether it is billed by the token; throughput is billed by the hour instead
 */
record Served(String id, Model model, LocalModel answers, boolean byToken) {}
