/** The API of AWS Step Functions. */
package io.github.bedrockfinetuning.local.aws.states;
