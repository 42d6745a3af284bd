package io.github.bedrockfinetuning.local.models.learning;

import java.util.List;

/** What a learner hands back: something that answers, and how its objective went. */
public record Learned(Answerer answerer, List<EpochLoss> losses) {}
