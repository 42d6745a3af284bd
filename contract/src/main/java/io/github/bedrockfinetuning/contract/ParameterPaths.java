package io.github.bedrockfinetuning.contract;

/** The Parameter Store paths of promoted models' names, with one parameter for each dataset. */
public final class ParameterPaths {
    private static final String ROOT = "/fine-tuning/";

    private ParameterPaths() {}

    /**
     * Returns the path that contains a workflow's parameters.
     *
     * @param tag the workflow's value of {@link TagKeys#STACK}
     */
    public static String prefix(String tag) {
        return ROOT + tag;
    }
}
