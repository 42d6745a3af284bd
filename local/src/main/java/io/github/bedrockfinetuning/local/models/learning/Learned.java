package io.github.bedrockfinetuning.local.models.learning;

import java.util.List;

/** A trained answerer and its losses. */
public record Learned(Answerer answerer, List<EpochLoss> losses) {}
