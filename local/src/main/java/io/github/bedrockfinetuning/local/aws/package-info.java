/**
 * AWS on one machine: simulated services that refuse what AWS refuses, in virtual time, and meter what they would cost.
 */
@NullMarked
package io.github.bedrockfinetuning.local.aws;

import org.jspecify.annotations.NullMarked;
