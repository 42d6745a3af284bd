/** Simulates Amazon Bedrock: fine-tuning jobs, custom models, deployments, Provisioned Throughput, and Converse. */
@NullMarked
package io.github.bedrockfinetuning.local.aws.bedrock;

import org.jspecify.annotations.NullMarked;
