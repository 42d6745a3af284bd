/** Amazon Bedrock: fine-tuning jobs, custom models, deployments, Provisioned Throughput and Converse. */
package io.github.bedrockfinetuning.local.aws.bedrock;
