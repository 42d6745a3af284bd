/** Who can do what in a synthesized stack, by the policies of its template. */
@NullMarked
package io.github.bedrockfinetuning.local.access;

import org.jspecify.annotations.NullMarked;
