/** Asks IAM before a call takes effect, and before a service acts on somebody's behalf. */
package io.github.bedrockfinetuning.local.aws.authorization;
