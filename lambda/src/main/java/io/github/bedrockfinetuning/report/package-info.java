/** The report on a comparison as HTML, JSON and CSV. */
package io.github.bedrockfinetuning.report;
