package io.github.bedrockfinetuning.contract;

/** The Parameter Store paths of workflow descriptors and of the names of promoted models. */
public final class ParameterPaths {
    /**
     * The path that contains the descriptors of all workflows in the account and Region, with one parameter for each
     * workflow.
     */
    public static final String DESCRIPTORS = "/bedrock-fine-tuning";

    private static final String ROOT = "/fine-tuning/";

    private ParameterPaths() {}

    /**
     * Returns the path that contains the names of a workflow's promoted models, with one parameter for each dataset.
     *
     * @param tag the workflow's value of {@link TagKeys#STACK}
     */
    public static String prefix(String tag) {
        return ROOT + tag;
    }

    /**
     * Returns the name of the parameter that contains a workflow's {@link WorkflowDescriptor}. A tag consists of a stack
     * name and eight hexadecimal digits, so every tag is allowed in a parameter name.
     *
     * @param tag the workflow's value of {@link TagKeys#STACK}
     * @see <a
     *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html#sysman-parameter-name-constraints">
     *     Requirements and constraints for parameter names</a>
     */
    public static String descriptor(String tag) {
        return DESCRIPTORS + "/" + tag;
    }
}
