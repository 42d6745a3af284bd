/** Compares the systems: scores, confidence intervals, tests of significance and the verdict. */
package io.github.bedrockfinetuning.verdict;
