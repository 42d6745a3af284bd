/** The user's own AWS account: clients for it, and what it means when it refuses a call. */
package io.github.bedrockfinetuning.local.account;
