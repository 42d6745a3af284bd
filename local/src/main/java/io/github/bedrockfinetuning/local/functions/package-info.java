/**
 * Simulates Lambda. Runs the handlers in this process, or in separate processes with the AWS Lambda runtime interface
 * client.
 */
@NullMarked
package io.github.bedrockfinetuning.local.functions;

import org.jspecify.annotations.NullMarked;
