/** Contains the parts of the constructs; not a public API. */
@NullMarked
package io.github.bedrockfinetuning.constructs.internal;

import org.jspecify.annotations.NullMarked;
