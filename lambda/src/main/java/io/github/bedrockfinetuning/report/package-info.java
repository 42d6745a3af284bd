/** Comparison reports as HTML, JSON, and CSV. */
@NullMarked
package io.github.bedrockfinetuning.report;

import org.jspecify.annotations.NullMarked;
