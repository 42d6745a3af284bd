/** Checks an account before or after a stack is deployed. All checks are read-only. */
@NullMarked
package io.github.bedrockfinetuning.local.doctor;

import org.jspecify.annotations.NullMarked;
