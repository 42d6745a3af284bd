/** Read-only checks of an account, before or after a stack is deployed to it. */
package io.github.bedrockfinetuning.local.doctor;
