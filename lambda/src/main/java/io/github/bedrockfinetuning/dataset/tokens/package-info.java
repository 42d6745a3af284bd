/** How many tokens a text has at most, whatever it is made of. */
package io.github.bedrockfinetuning.dataset.tokens;
