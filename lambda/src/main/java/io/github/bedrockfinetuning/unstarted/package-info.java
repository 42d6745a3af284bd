/** Responds to uploads under {@code inbox/} that cannot start a run. */
@NullMarked
package io.github.bedrockfinetuning.unstarted;

import org.jspecify.annotations.NullMarked;
