/** Simulates Systems Manager parameters and Service Quotas. */
@NullMarked
package io.github.bedrockfinetuning.local.aws.settings;

import org.jspecify.annotations.NullMarked;
