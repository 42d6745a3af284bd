package io.github.bedrockfinetuning.local.prove;

import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.Prefixes;
import io.github.bedrockfinetuning.local.prove.experiments.CleanUpJournal;
import io.github.bedrockfinetuning.local.prove.experiments.Inbox;
import io.github.bedrockfinetuning.local.prove.record.Account;
import io.github.bedrockfinetuning.run.Failures;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Checks whether the user has permission to remove the resources that the experiments create. Each request specifies a
 * resource that does not exist. AWS then reports either that the resource was not found or that access is denied. It is
 * not documented that these services check permissions first.
 */
final class CleanUpRights {
    private static final String NOTHING = "prove-none";

    private CleanUpRights() {}

    /** Returns the first action that is denied, or an empty {@code Optional} if all actions are allowed. */
    static Optional<String> missing(Account account) {
        var aws = account.platform().aws();
        String execution = account.platform()
                .require(EnvironmentVariables.STATE_MACHINE_ARN)
                .replace(":stateMachine:", ":execution:");
        Map<String, Runnable> calls = new TreeMap<>();
        calls.put(
                "states:StopExecution",
                () -> aws.stepFunctions().stopExecution(r -> r.executionArn(execution + ":" + NOTHING)));
        calls.put(
                "bedrock:StopModelCustomizationJob",
                () -> aws.bedrock().stopModelCustomizationJob(r -> r.jobIdentifier(NOTHING)));
        calls.put(
                "bedrock:DeleteCustomModelDeployment",
                () -> aws.bedrock().deleteCustomModelDeployment(r -> r.customModelDeploymentIdentifier(NOTHING)));
        calls.put(
                "bedrock:DeleteProvisionedModelThroughput",
                () -> aws.bedrock().deleteProvisionedModelThroughput(r -> r.provisionedModelId(NOTHING)));
        calls.put("bedrock:DeleteCustomModel", () -> aws.bedrock().deleteCustomModel(r -> r.modelIdentifier(NOTHING)));
        calls.put(
                "bedrock:ListModelCustomizationJobs",
                () -> aws.bedrock().listModelCustomizationJobs(r -> r.nameContains(NOTHING)));
        calls.put(
                "bedrock:ListCustomModelDeployments",
                () -> aws.bedrock().listCustomModelDeployments(r -> r.nameContains(NOTHING)));
        calls.put(
                "bedrock:ListProvisionedModelThroughputs",
                () -> aws.bedrock().listProvisionedModelThroughputs(r -> r.nameContains(NOTHING)));
        calls.put("bedrock:ListCustomModels", () -> aws.bedrock().listCustomModels(r -> r.nameContains(NOTHING)));
        calls.put(
                "states:DescribeExecution",
                () -> aws.stepFunctions().describeExecution(r -> r.executionArn(execution + ":" + NOTHING)));
        calls.put(
                "s3:GetObject",
                () -> new Inbox(new CleanUpJournal(Optional.empty()), account.platform())
                        .run(Prefixes.INBOX + NOTHING));
        return calls.entrySet().stream()
                .filter(call -> denied(call.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean denied(Runnable call) {
        try {
            call.run();
            return false;
        } catch (AwsServiceException refused) {
            return refused.statusCode() == 403 || Failures.code(refused).startsWith("AccessDenied");
        }
    }
}
