package io.github.bedrockfinetuning.local.account;

import io.github.bedrockfinetuning.contract.ParameterPaths;
import io.github.bedrockfinetuning.run.Failures;
import software.amazon.awssdk.services.ssm.model.SsmException;

/** Indicates that the user has no permission to list the workflows and did not specify a workflow by its tag. */
public final class UnlistedWorkflows extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnlistedWorkflows(SsmException denied) {
        super(
                "Cannot list the fine-tuning workflows under " + ParameterPaths.DESCRIPTORS
                        + " in Parameter Store. Specify a workflow by its tag with --workflow. Notifications contain "
                        + "the tag. " + Failures.message(denied),
                denied);
    }
}
