/** Creates the verdict, the report, and the promotion gate's decision from the stored answers. */
@NullMarked
package io.github.bedrockfinetuning.evaluating;

import org.jspecify.annotations.NullMarked;
