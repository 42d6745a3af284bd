/** Creates the verdict, the report, and the promotion gate's decision from the stored answers. */
package io.github.bedrockfinetuning.evaluating;
