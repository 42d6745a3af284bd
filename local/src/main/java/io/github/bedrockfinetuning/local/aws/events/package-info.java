/** Amazon EventBridge's default bus, and the queues that take what it delivers. */
package io.github.bedrockfinetuning.local.aws.events;
