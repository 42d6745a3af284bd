/** Experiments against a deployed stack that show whether AWS behaves as the software and the local AWS assume. */
@NullMarked
package io.github.bedrockfinetuning.local.prove;

import org.jspecify.annotations.NullMarked;
