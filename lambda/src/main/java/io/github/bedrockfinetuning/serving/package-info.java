/** Serving a custom model while it answers the test set, and deleting the serving resources afterwards. */
package io.github.bedrockfinetuning.serving;
