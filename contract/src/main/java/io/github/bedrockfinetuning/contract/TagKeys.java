package io.github.bedrockfinetuning.contract;

/** The keys of the tags that the workflow adds to the resources that it creates in Bedrock. */
public final class TagKeys {
    /** The prefix of the workflow's own tags, which users' tags cannot have. */
    public static final String PREFIX = "ft:";
    /** The key of the tag that identifies the workflow that a resource belongs to. */
    public static final String STACK = PREFIX + "stack";
    /** The key of the tag that identifies the run that a resource belongs to. */
    public static final String RUN = PREFIX + "run";

    private TagKeys() {}
}
