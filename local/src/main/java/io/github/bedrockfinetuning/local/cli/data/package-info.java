/** Contains the commands that use only local files: check, convert, estimate, score, and compare. */
@NullMarked
package io.github.bedrockfinetuning.local.cli.data;

import org.jspecify.annotations.NullMarked;
