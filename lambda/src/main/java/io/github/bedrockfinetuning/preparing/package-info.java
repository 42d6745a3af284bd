/** Processes an upload before anything is created: checks, preflight, cost estimate, and staged files. */
@NullMarked
package io.github.bedrockfinetuning.preparing;

import org.jspecify.annotations.NullMarked;
