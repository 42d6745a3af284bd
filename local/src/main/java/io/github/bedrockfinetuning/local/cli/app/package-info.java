/** Contains the commands for a synthesized app: rehearse and access. */
@NullMarked
package io.github.bedrockfinetuning.local.cli.app;

import org.jspecify.annotations.NullMarked;
