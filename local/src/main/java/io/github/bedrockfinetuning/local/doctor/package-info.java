/** Read-only checks of an account, before or after a stack is deployed to it. */
@NullMarked
package io.github.bedrockfinetuning.local.doctor;

import org.jspecify.annotations.NullMarked;
