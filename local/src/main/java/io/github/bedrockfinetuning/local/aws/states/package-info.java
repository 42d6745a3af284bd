/** Simulates the AWS Step Functions API. */
@NullMarked
package io.github.bedrockfinetuning.local.aws.states;

import org.jspecify.annotations.NullMarked;
