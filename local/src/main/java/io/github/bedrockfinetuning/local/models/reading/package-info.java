/** Answers questions about a passage: finds candidates in its tables and sentences, and ranks them. */
@NullMarked
package io.github.bedrockfinetuning.local.models.reading;

import org.jspecify.annotations.NullMarked;
