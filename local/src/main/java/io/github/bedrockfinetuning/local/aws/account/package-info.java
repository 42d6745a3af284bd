/** Simulates services that describe the account: its callers, stacks, functions, keys, queues, and log policies. */
@NullMarked
package io.github.bedrockfinetuning.local.aws.account;

import org.jspecify.annotations.NullMarked;
