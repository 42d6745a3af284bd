/** Implements the protocols of AWS services, and validates requests against the API models of the services. */
@NullMarked
package io.github.bedrockfinetuning.local.aws.api;

import org.jspecify.annotations.NullMarked;
