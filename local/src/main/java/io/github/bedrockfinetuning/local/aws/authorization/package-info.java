/** Permission checks before a call takes effect, and before a service acts in a role. */
@NullMarked
package io.github.bedrockfinetuning.local.aws.authorization;

import org.jspecify.annotations.NullMarked;
