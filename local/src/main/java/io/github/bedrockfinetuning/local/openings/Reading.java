package io.github.bedrockfinetuning.local.openings;

import java.util.List;

/** Reads what is specific to a resource type, beyond the policies and names in its properties. */
interface Reading {
    /** Nothing. */
    Reading NAMES_AND_POLICIES = (at, context) -> {};

    void read(StackResource at, Context context);

    /**
     * What a reading knows about the rest of the stack.
     *
     * @param resources all resources of the same stack
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
