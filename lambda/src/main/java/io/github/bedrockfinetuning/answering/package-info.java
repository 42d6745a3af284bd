/** Asking every system every test question once, at the pace its quota allows. */
package io.github.bedrockfinetuning.answering;
