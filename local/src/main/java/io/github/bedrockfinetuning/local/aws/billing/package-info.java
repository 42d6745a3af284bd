/** Meters what AWS would charge for the use of the local AWS. */
@NullMarked
package io.github.bedrockfinetuning.local.aws.billing;

import org.jspecify.annotations.NullMarked;
