/**
 * Defines the names and terms that the constructs, the steps, and the command-line tool share.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.bedrockfinetuning.contract;

import org.jspecify.annotations.NullMarked;
