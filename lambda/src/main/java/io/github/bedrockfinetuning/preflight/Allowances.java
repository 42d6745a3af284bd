package io.github.bedrockfinetuning.preflight;

/**
 * Options that a stack's props allow in addition to the defaults.
 *
 * @param endOfLife the prop {@code allowEndOfLifeModels}: models in the Legacy state or past their end of life can be
 *     used
 * @param crossRegion the prop {@code allowCrossRegionInference}: an inference profile can route prompts to other
 *     Regions
 */
public record Allowances(boolean endOfLife, boolean crossRegion) {}
