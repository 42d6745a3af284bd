/** Answers to questions about a passage: its tables and sentences, the candidates in them, and how they are ranked. */
package io.github.bedrockfinetuning.local.models.reading;
