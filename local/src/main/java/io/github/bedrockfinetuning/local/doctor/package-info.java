/** Read-only checks of an account, before or after the deployment of a stack. */
@NullMarked
package io.github.bedrockfinetuning.local.doctor;

import org.jspecify.annotations.NullMarked;
