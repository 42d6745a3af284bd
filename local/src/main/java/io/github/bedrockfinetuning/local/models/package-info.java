/** The local models of a rehearsal: untrained ones that answer from the prompt alone, and trained ones. */
package io.github.bedrockfinetuning.local.models;
