/** Amazon SNS: topics that keep what was published. */
package io.github.bedrockfinetuning.local.aws.messages;
