/** The protocols of AWS services, and the validation of requests against the services' API models. */
@NullMarked
package io.github.bedrockfinetuning.local.aws.api;

import org.jspecify.annotations.NullMarked;
