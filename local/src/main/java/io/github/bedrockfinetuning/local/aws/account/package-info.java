/** What an account tells about itself and its stacks: identities, stacks, functions, keys, queues, log policies. */
package io.github.bedrockfinetuning.local.aws.account;
