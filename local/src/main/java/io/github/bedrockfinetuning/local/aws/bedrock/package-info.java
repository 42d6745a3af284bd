/** Amazon Bedrock: customization jobs, custom models, deployments, Provisioned Throughput, Converse. */
package io.github.bedrockfinetuning.local.aws.bedrock;
