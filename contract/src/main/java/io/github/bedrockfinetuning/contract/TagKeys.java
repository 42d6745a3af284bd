package io.github.bedrockfinetuning.contract;

/** The keys of the tags that the workflow puts on what it creates in Bedrock. */
public final class TagKeys {
    /** What the workflow's own tags start with; users' tags may not. */
    public static final String PREFIX = "ft:";
    /** Which workflow a resource belongs to. */
    public static final String STACK = PREFIX + "stack";
    /** Which run a resource belongs to. */
    public static final String RUN = PREFIX + "run";

    private TagKeys() {}
}
