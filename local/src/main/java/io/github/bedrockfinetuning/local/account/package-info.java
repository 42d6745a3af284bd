/** The user's own AWS account: clients for it, and what it means when it refuses a call. */
@NullMarked
package io.github.bedrockfinetuning.local.account;

import org.jspecify.annotations.NullMarked;
