package io.github.bedrockfinetuning.local.prove.record;

import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.run.Platform;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;

/**
 * An account with a deployed stack, as experiments reach it: a real one, or a local twin of it.
 *
 * @param stack the stack's name in CloudFormation
 * @param platform the stack's own environment, and clients of the user
 * @param recorder hears what every one of these clients is answered
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

    /** The resources of the stack. */
    public List<StackResourceSummary> resources() {
        return cloudFormation.listStackResourcesPaginator(r -> r.stackName(stack)).stackResourceSummaries().stream()
                .toList();
    }
}
