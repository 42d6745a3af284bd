/** Records the events of a rehearsal so that an interrupted rehearsal can be resumed. */
@NullMarked
package io.github.bedrockfinetuning.local.journal;

import org.jspecify.annotations.NullMarked;
