/**
 * Simulates AWS services in virtual time. The simulation rejects requests that AWS rejects, and calculates what AWS
 * would charge.
 */
@NullMarked
package io.github.bedrockfinetuning.local.aws;

import org.jspecify.annotations.NullMarked;
