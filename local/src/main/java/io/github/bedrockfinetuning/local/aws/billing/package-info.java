/** Calculates what AWS would charge for the use of the simulated services. */
@NullMarked
package io.github.bedrockfinetuning.local.aws.billing;

import org.jspecify.annotations.NullMarked;
