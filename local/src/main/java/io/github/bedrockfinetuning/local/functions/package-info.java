/** Simulates Lambda: runs the handlers in this process, or in separate processes with the AWS Lambda runtime client. */
@NullMarked
package io.github.bedrockfinetuning.local.functions;

import org.jspecify.annotations.NullMarked;
