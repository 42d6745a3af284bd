/** Makes untrusted text safe to display, and computes SHA-256 digests. */
@NullMarked
package io.github.bedrockfinetuning.text;

import org.jspecify.annotations.NullMarked;
