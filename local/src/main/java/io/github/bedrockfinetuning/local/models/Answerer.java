package io.github.bedrockfinetuning.local.models;

/** The part of a model that finds the words; {@link Estimated} adds tokens and latency. */
interface Answerer {
    String answer(Prompt prompt);
}
