package io.github.bedrockfinetuning.local.account;

import io.github.bedrockfinetuning.contract.WorkflowDescriptor;
import java.util.Optional;

/**
 * The user's choice of a workflow.
 *
 * @param workflow the workflow's construct path or tag; empty if the user did not specify one
 * @param stack the name of the workflow's CloudFormation stack; empty if the user did not specify one
 */
public record WorkflowChoice(Optional<String> workflow, Optional<String> stack) {
    /** Indicates that the user did not specify a workflow, for an account with only one workflow in the Region. */
    public static final WorkflowChoice ANY = new WorkflowChoice(Optional.empty(), Optional.empty());

    /** Returns whether the user specified a workflow or a stack. */
    public boolean isSpecified() {
        return workflow.isPresent() || stack.isPresent();
    }

    /**
     * Returns the tag, or an empty Optional if the user specified nothing or a construct path, which always contains
     * a slash.
     */
    Optional<String> tag() {
        return workflow.filter(name -> !name.contains("/"));
    }

    boolean matches(WorkflowDescriptor descriptor) {
        WorkflowDescriptor.Identity identity = descriptor.identity();
        return workflow.map(name -> name.equals(identity.path()) || name.equals(identity.tag()))
                        .orElse(true)
                && stack.map(identity.stack()::equals).orElse(true);
    }

    /** Returns a description of the choice for use in a message. */
    String inWords() {
        return workflow.map(name -> " " + name).orElse("")
                + stack.map(name -> " in the stack " + name).orElse("");
    }
}
