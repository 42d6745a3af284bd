/** Records what an account answers, without its data, and compares two recordings. */
@NullMarked
package io.github.bedrockfinetuning.local.prove.record;

import org.jspecify.annotations.NullMarked;
