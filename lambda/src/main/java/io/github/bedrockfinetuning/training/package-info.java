/** The fine-tuning job: starting it, following it, bringing its loss curve home. */
package io.github.bedrockfinetuning.training;
