/** The meter of what the local AWS would cost. */
@NullMarked
package io.github.bedrockfinetuning.local.aws.billing;

import org.jspecify.annotations.NullMarked;
