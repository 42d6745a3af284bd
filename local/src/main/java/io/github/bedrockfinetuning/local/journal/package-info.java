/** Records the events of a rehearsal, so a rehearsal that was killed can be resumed. */
@NullMarked
package io.github.bedrockfinetuning.local.journal;

import org.jspecify.annotations.NullMarked;
