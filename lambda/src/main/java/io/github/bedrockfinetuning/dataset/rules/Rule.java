package io.github.bedrockfinetuning.dataset.rules;

/** One thing that a dataset is checked for. */
public interface Rule {
    About about();
}
