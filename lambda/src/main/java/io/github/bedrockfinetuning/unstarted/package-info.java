/** Responds to uploads under {@code inbox/} that cannot start a run. */
package io.github.bedrockfinetuning.unstarted;
