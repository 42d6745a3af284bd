package io.github.bedrockfinetuning.local.openings;

import java.util.List;

/** What there is to know of a type of resources beyond the policies and names in its properties. */
interface Reading {
    /** Nothing. */
    Reading NAMES_AND_POLICIES = (at, surroundings) -> {};

    void read(StackResource at, Surroundings surroundings);

    /**
     * What a reading needs to know of the rest.
     *
     * @param resources all resources of the same stack
     */
    record Surroundings(OwnAccount account, List<StackResource> resources, Findings findings) {}
}
