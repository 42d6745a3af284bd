/** Which system is better, how sure that is, and the report that shows it. */
package io.github.bedrockfinetuning.verdict;
