/** Processes an upload before anything is created: checks, preflight, price, and staged files. */
package io.github.bedrockfinetuning.preparing;
