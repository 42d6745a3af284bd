/** Requests and answers, independent of their transport. */
package io.github.bedrockfinetuning.local.aws.wire;
