/** Contains the commands that access an AWS account with the user's credentials. */
@NullMarked
package io.github.bedrockfinetuning.local.cli.aws;

import org.jspecify.annotations.NullMarked;
