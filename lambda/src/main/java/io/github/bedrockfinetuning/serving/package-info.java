/** Serving a custom model for as long as it is asked questions, and removing it afterwards. */
package io.github.bedrockfinetuning.serving;
