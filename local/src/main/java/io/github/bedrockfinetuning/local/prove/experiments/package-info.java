/** The experiments that {@code prove} tries, one per class, and what they share. */
@NullMarked
package io.github.bedrockfinetuning.local.prove.experiments;

import org.jspecify.annotations.NullMarked;
