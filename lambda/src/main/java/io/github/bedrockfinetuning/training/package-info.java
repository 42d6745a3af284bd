/** The fine-tuning job: starting it, tracking it, and storing its loss curve. */
package io.github.bedrockfinetuning.training;
