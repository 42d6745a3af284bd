/** The models of a rehearsal: untrained ones that answer from the prompt alone, and learners trained on the dataset. */
package io.github.bedrockfinetuning.local.models;
