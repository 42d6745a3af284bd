/** Contains the CDK constructs: a fine-tuning workflow on Amazon Bedrock, and its smaller constructs. */
@NullMarked
package io.github.bedrockfinetuning.constructs;

import org.jspecify.annotations.NullMarked;
