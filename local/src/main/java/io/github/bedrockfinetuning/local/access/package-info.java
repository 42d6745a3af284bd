/** Who can do what in a synthesized stack, by the policies of its template. */
package io.github.bedrockfinetuning.local.access;
