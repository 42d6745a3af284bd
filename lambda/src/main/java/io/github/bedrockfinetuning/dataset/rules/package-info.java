/** The rules that datasets are checked against, one per class; docs/RULES.md lists all of them. */
@NullMarked
package io.github.bedrockfinetuning.dataset.rules;

import org.jspecify.annotations.NullMarked;
