/** Amazon EventBridge's default bus, and the Amazon SQS queues that receive its events. */
package io.github.bedrockfinetuning.local.aws.events;
