/** Scans strict JSON from bytes without creating objects, for files larger than memory. */
package io.github.bedrockfinetuning.dataset.json;
