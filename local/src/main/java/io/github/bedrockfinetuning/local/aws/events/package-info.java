/** Simulates the default event bus of Amazon EventBridge, and the Amazon SQS queues that receive its events. */
@NullMarked
package io.github.bedrockfinetuning.local.aws.events;

import org.jspecify.annotations.NullMarked;
