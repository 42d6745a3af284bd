/** Simulates the CloudTrail event history. */
@NullMarked
package io.github.bedrockfinetuning.local.aws.trail;

import org.jspecify.annotations.NullMarked;
