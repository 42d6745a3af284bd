/** Checks dataset files by every rule of their model and lists the findings. */
package io.github.bedrockfinetuning.dataset;
