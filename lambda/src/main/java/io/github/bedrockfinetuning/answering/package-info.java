/** Sends every test question to every system once, at the rate that the quotas allow. */
@NullMarked
package io.github.bedrockfinetuning.answering;

import org.jspecify.annotations.NullMarked;
