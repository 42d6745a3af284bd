package io.github.bedrockfinetuning.local.models;

/** One training record: what is asked and what is to be answered. */
record Lesson(Prompt prompt, String completion) {}
