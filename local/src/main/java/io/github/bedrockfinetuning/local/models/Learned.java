package io.github.bedrockfinetuning.local.models;

import java.util.List;

/** What a learner hands back: something that answers, and how its objective went. */
record Learned(Answerer answerer, List<EpochLoss> losses) {}
