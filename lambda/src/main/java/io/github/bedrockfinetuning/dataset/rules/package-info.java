/** The rules for datasets, one per class. docs/RULES.md lists all of them. */
@NullMarked
package io.github.bedrockfinetuning.dataset.rules;

import org.jspecify.annotations.NullMarked;
