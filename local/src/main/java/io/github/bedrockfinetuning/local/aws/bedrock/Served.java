package io.github.bedrockfinetuning.local.aws.bedrock;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.local.models.LocalModel;

/**
 * A model that can be invoked.
 *
 * @param id the ID under which its requests are counted
 * @param byToken whether the model is billed per token; Provisioned Throughput is billed per hour instead
 */
record Served(String id, Model model, LocalModel answers, boolean byToken) {}
