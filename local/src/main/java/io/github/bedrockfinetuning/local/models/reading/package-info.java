/** Answers to questions about a passage: its tables and sentences, the candidates in them, and how they are ranked. */
@NullMarked
package io.github.bedrockfinetuning.local.models.reading;

import org.jspecify.annotations.NullMarked;
