package io.github.bedrockfinetuning.local.models.learning;

/** A training record with a prompt and a completion. */
public record Lesson(Prompt prompt, String completion) {}
