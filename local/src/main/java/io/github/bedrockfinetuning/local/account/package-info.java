/** Creates clients for the user's AWS account, and explains denied requests. */
@NullMarked
package io.github.bedrockfinetuning.local.account;

import org.jspecify.annotations.NullMarked;
