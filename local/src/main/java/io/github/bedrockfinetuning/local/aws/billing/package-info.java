/** The meter of what the local AWS would cost. */
package io.github.bedrockfinetuning.local.aws.billing;
