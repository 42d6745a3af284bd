/** Contains the Lambda handlers: one small class for each state of the workflow. */
@NullMarked
package io.github.bedrockfinetuning.steps;

import org.jspecify.annotations.NullMarked;
