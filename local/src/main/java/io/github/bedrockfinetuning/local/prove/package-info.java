/**
 * Experiments with a deployed stack that test whether AWS behaves as the software and the local
 * simulation assume.
 */
@NullMarked
package io.github.bedrockfinetuning.local.prove;

import org.jspecify.annotations.NullMarked;
