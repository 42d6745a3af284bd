/** The records of the test set, and what each system answered to them. */
package io.github.bedrockfinetuning.answers;
