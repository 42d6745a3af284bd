/** Contains the local models of a rehearsal: untrained models that answer only from the prompt, and trained models. */
@NullMarked
package io.github.bedrockfinetuning.local.models;

import org.jspecify.annotations.NullMarked;
