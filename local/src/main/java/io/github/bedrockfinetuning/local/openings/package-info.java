/**
 * Finds openings in templates: configurations that allow access from outside the account or data transfers out of it.
 * Also finds parts that cannot be read.
 */
@NullMarked
package io.github.bedrockfinetuning.local.openings;

import org.jspecify.annotations.NullMarked;
