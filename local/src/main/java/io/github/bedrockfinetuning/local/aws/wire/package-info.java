/** Requests and answers as AWS's services see them, whatever carried them. */
package io.github.bedrockfinetuning.local.aws.wire;
