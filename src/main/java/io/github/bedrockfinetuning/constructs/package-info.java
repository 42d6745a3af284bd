/**
 * Contains the CDK constructs: a workflow for fine-tuning on Amazon Bedrock, and the smaller constructs that it
 * consists of.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.bedrockfinetuning.constructs;

import org.jspecify.annotations.NullMarked;
