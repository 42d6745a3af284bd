/** Records what happens in the local AWS, so that a rehearsal that was killed can continue. */
@NullMarked
package io.github.bedrockfinetuning.local.journal;

import org.jspecify.annotations.NullMarked;
