/** The API of AWS Step Functions. */
@NullMarked
package io.github.bedrockfinetuning.local.aws.states;

import org.jspecify.annotations.NullMarked;
