/** Implements a virtual clock for discrete-event simulation, and the actors that run on it. */
@NullMarked
package io.github.bedrockfinetuning.local.time;

import org.jspecify.annotations.NullMarked;
