/** Represents requests and responses, independently of their transport. */
@NullMarked
package io.github.bedrockfinetuning.local.aws.wire;

import org.jspecify.annotations.NullMarked;
