/** Scans strict JSON from bytes without creating objects, for files larger than memory. */
@NullMarked
package io.github.bedrockfinetuning.dataset.json;

import org.jspecify.annotations.NullMarked;
