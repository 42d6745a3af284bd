/** The Lambda handlers: one thin class a state of the workflow. */
package io.github.bedrockfinetuning.steps;
