package io.github.bedrockfinetuning.local.models.learning;

/** A training record: prompt and completion. */
public record Lesson(Prompt prompt, String completion) {}
