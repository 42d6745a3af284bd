/** The CDK app that {@code cdk deploy} runs. */
package io.github.bedrockfinetuning.app;
