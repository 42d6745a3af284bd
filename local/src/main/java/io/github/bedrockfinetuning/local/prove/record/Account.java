package io.github.bedrockfinetuning.local.prove.record;

import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.run.Platform;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;

/**
 * An AWS account or a simulated account with a deployed stack for experiments.
 *
 * @param stack the name of the CloudFormation stack
 * @param platform the environment of the stack, with the user's clients
 * @param recorder records the responses to all of these clients
 */
public record Account(
        String stack,
        Platform platform,
        CloudFormationClient cloudFormation,
        CloudTrailClient cloudTrail,
        Recorder recorder) {

    public String region() {
        return platform.require(EnvironmentVariables.AWS_REGION);
    }

    /** Returns the resources of the stack. */
    public List<StackResourceSummary> resources() {
        return cloudFormation.listStackResourcesPaginator(r -> r.stackName(stack)).stackResourceSummaries().stream()
                .toList();
    }
}
