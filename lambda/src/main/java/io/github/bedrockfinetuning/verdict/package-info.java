/** Compares the systems: scores, confidence intervals, significance tests, and the verdict. */
@NullMarked
package io.github.bedrockfinetuning.verdict;

import org.jspecify.annotations.NullMarked;
