/** Commands that work on an AWS account with the user's own credentials. */
@NullMarked
package io.github.bedrockfinetuning.local.cli.aws;

import org.jspecify.annotations.NullMarked;
