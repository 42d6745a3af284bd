/** Contains the Java agent that makes handler processes use the virtual time of the rehearsal. */
@NullMarked
package io.github.bedrockfinetuning.local.functions.agent;

import org.jspecify.annotations.NullMarked;
