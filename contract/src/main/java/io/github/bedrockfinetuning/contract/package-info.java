/** The words that the constructs, the steps and the command line share, each defined once. */
@NullMarked
package io.github.bedrockfinetuning.contract;

import org.jspecify.annotations.NullMarked;
