/** The CDK constructs: a fine-tuning workflow on Amazon Bedrock, and the smaller constructs it is made of. */
package io.github.bedrockfinetuning.constructs;
