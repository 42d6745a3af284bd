package io.github.bedrockfinetuning.local.assumptions;

/**
 * Where an assumption comes from.
 *
 * @param reference the address of a page, or words where there is none
 */
public record Source(Confidence confidence, String reference) {}
