/** A virtual clock for discrete-event simulations, and the actors that run on it. */
package io.github.bedrockfinetuning.local.time;
