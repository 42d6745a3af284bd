package io.github.bedrockfinetuning.local.models.learning;

/** The part of a model that determines the text of an answer. */
public interface Answerer {
    String answer(Prompt prompt);
}
