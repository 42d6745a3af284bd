package io.github.bedrockfinetuning.preflight;

/**
 * What a stack's props allow beyond the default.
 *
 * @param endOfLife the prop {@code allowEndOfLifeModels}: models in Legacy or past their end of life may be tried
 * @param crossRegion the prop {@code allowCrossRegionInference}: prompts may go to other Regions through a profile
 */
public record Allowances(boolean endOfLife, boolean crossRegion) {}
