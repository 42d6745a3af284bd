/** The rules that a dataset is checked by, one a class; docs/RULES.md lists them all. */
package io.github.bedrockfinetuning.dataset.rules;
