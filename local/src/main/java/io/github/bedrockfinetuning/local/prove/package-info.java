/** Runs experiments with a deployed stack that verify the assumptions about AWS. */
@NullMarked
package io.github.bedrockfinetuning.local.prove;

import org.jspecify.annotations.NullMarked;
