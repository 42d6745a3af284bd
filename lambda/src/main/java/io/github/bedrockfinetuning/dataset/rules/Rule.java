package io.github.bedrockfinetuning.dataset.rules;

/** A requirement for datasets. */
public interface Rule {
    About about();
}
