/**
 * Evaluates the policies of a synthesized template: which principals can perform which actions on
 * which resources.
 */
@NullMarked
package io.github.bedrockfinetuning.local.access;

import org.jspecify.annotations.NullMarked;
