/** A strict JSON scanner over bytes that makes no objects, for files far bigger than memory. */
package io.github.bedrockfinetuning.dataset.json;
