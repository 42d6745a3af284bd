/** The Step Functions API over the interpreter. */
package io.github.bedrockfinetuning.local.aws.states;
