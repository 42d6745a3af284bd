/** Permission checks before a call takes effect, and before a service acts in a role. */
package io.github.bedrockfinetuning.local.aws.authorization;
