/** Makes untrusted text safe to show, and computes SHA-256 digests. */
@NullMarked
package io.github.bedrockfinetuning.text;

import org.jspecify.annotations.NullMarked;
