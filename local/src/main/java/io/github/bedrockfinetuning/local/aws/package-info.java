/**
 * The local AWS: simulated services in virtual time that reject what AWS rejects and meter what AWS would charge.
 */
@NullMarked
package io.github.bedrockfinetuning.local.aws;

import org.jspecify.annotations.NullMarked;
