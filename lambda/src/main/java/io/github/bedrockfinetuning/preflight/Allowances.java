package io.github.bedrockfinetuning.preflight;

/**
 * Options that a stack's props allow beyond the defaults.
 *
 * @param endOfLife the prop {@code allowEndOfLifeModels}: models in the Legacy state or past their end of life can be
 *     used
 * @param crossRegion the prop {@code allowCrossRegionInference}: prompts can be routed to other Regions through an
 *     inference profile
 */
public record Allowances(boolean endOfLife, boolean crossRegion) {}
