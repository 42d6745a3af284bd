/** Provides HTTP servers on the loopback interface that respond only to their own clients. */
@NullMarked
package io.github.bedrockfinetuning.local.loopback;

import org.jspecify.annotations.NullMarked;
