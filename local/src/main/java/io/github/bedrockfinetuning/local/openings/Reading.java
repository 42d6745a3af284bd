package io.github.bedrockfinetuning.local.openings;

import java.util.List;

/** Reads the type-specific properties of a resource. The policies and names in all properties are read separately. */
interface Reading {
    /** Reads no type-specific properties. */
    Reading NAMES_AND_POLICIES = (at, context) -> {};

    void read(StackResource at, Context context);

    /**
     * Information about the rest of the stack.
     *
     * @param resources all resources in the same stack
     */
    record Context(OwnAccount account, List<StackResource> resources, Findings findings) {
        void opening(StackResource at, String statement, String who, String what, String remedy) {
            findings.opening(at, statement, who, what, remedy);
        }

        void unread(StackResource at, String why) {
            findings.unread(at, why);
        }
    }
}
