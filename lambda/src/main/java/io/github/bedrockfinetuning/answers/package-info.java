/** Test records and each system's answers to them. */
@NullMarked
package io.github.bedrockfinetuning.answers;

import org.jspecify.annotations.NullMarked;
