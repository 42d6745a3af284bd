/** Records the responses of an account, without data, and compares two recordings. */
@NullMarked
package io.github.bedrockfinetuning.local.prove.record;

import org.jspecify.annotations.NullMarked;
