/** Commands that work on an AWS account with the user's own credentials. */
package io.github.bedrockfinetuning.local.cli.aws;
