/** Serves a custom model while it answers the test set, and deletes the serving resources afterward. */
@NullMarked
package io.github.bedrockfinetuning.serving;

import org.jspecify.annotations.NullMarked;
