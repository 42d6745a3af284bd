/** Contains the Lambda handlers: one small class for each state of the workflow. */
package io.github.bedrockfinetuning.steps;
