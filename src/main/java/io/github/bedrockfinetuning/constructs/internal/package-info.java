/** Contains the internal parts of the constructs, which are not a public API. */
@NullMarked
package io.github.bedrockfinetuning.constructs.internal;

import org.jspecify.annotations.NullMarked;
