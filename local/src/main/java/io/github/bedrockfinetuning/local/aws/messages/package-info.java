/** Simulates Amazon SNS topics that keep published messages. */
@NullMarked
package io.github.bedrockfinetuning.local.aws.messages;

import org.jspecify.annotations.NullMarked;
