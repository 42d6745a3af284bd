/** Verifies AWS Signature Version 4. */
@NullMarked
package io.github.bedrockfinetuning.local.aws.signature;

import org.jspecify.annotations.NullMarked;
