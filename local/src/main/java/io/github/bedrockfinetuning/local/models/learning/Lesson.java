package io.github.bedrockfinetuning.local.models.learning;

/** One training record: what is asked and what is to be answered. */
public record Lesson(Prompt prompt, String completion) {}
