/** Services that describe the account: its callers, stacks, functions, keys, queues and log policies. */
package io.github.bedrockfinetuning.local.aws.account;
