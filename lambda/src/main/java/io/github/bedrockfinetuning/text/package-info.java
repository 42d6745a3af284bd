/** Making untrusted text safe to show. */
@NullMarked
package io.github.bedrockfinetuning.text;

import org.jspecify.annotations.NullMarked;
