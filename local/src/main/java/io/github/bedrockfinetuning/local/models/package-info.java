/** The local models of a rehearsal: untrained ones that answer from the prompt alone, and trained ones. */
@NullMarked
package io.github.bedrockfinetuning.local.models;

import org.jspecify.annotations.NullMarked;
