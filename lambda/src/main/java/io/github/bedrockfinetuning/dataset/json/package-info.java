/** Scans strict JSON from bytes without creating objects, to support files that are larger than memory. */
@NullMarked
package io.github.bedrockfinetuning.dataset.json;

import org.jspecify.annotations.NullMarked;
