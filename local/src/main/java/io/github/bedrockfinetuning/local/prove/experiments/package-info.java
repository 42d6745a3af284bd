/** The experiments that {@code prove} tries, one per class, and what they share. */
package io.github.bedrockfinetuning.local.prove.experiments;
