/** Comparing the systems: scores, confidence intervals, significance tests and the verdict. */
package io.github.bedrockfinetuning.verdict;
