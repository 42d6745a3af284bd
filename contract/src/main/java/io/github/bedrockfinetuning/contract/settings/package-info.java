/**
 * Defines the settings of a run: the name, type, range, default, and meaning of each key of {@code run.json}.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.bedrockfinetuning.contract.settings;

import org.jspecify.annotations.NullMarked;
