package io.github.bedrockfinetuning.contract;

/** Where in Parameter Store the names of promoted models are: one parameter for each dataset. */
public final class ParameterPaths {
    private static final String ROOT = "/fine-tuning/";

    private ParameterPaths() {}

    /**
     * The path below which a workflow's parameters are.
     *
     * @param tag the workflow's value of {@link TagKeys#STACK}
     */
    public static String prefix(String tag) {
        return ROOT + tag;
    }
}
