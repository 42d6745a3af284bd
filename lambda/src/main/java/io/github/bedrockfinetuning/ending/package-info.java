/** How runs end: clean-up, final status and notifications. */
package io.github.bedrockfinetuning.ending;
