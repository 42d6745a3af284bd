/** Comparison reports as HTML, JSON and CSV. */
package io.github.bedrockfinetuning.report;
