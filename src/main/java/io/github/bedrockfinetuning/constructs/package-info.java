/** Contains the CDK constructs: a fine-tuning workflow on Amazon Bedrock, and its smaller constructs. */
package io.github.bedrockfinetuning.constructs;
