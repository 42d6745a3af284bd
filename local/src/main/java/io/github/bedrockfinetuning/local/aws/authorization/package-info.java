/** Checks permissions before a request takes effect, and before a service assumes a role. */
@NullMarked
package io.github.bedrockfinetuning.local.aws.authorization;

import org.jspecify.annotations.NullMarked;
