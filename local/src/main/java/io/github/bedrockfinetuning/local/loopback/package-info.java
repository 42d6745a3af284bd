/** HTTP servers on the loopback interface that answer only their own clients. */
@NullMarked
package io.github.bedrockfinetuning.local.loopback;

import org.jspecify.annotations.NullMarked;
