/** Requests and answers, independent of their transport. */
@NullMarked
package io.github.bedrockfinetuning.local.aws.wire;

import org.jspecify.annotations.NullMarked;
