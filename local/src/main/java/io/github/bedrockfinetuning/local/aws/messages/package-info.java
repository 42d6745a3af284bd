/** Amazon SNS: topics that keep published messages. */
package io.github.bedrockfinetuning.local.aws.messages;
