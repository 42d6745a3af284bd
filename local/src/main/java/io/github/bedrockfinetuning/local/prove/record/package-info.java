/** Records what an account answers, without its data, and compares two recordings. */
package io.github.bedrockfinetuning.local.prove.record;
