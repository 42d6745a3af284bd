package io.github.bedrockfinetuning.local.cli.aws;

import io.github.bedrockfinetuning.constructs.internal.StepEnvironment;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.local.account.AccountClients;
import io.github.bedrockfinetuning.local.prove.record.Account;
import io.github.bedrockfinetuning.run.Platform;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How commands reach the user's account, and a deployed stack with its buckets and its state machine. */
public interface Connection {
    /** What a stack tells about itself by its outputs. */
    List<String> OUTPUTS =
            List.of("DatasetsBucket", "ResultsBucket", "StateMachineArn", "TopicArn", "StackTag", "Defaults");

    /**
     * @param stack its name in CloudFormation
     * @throws IllegalArgumentException if there is no such stack, or it holds no workflow of ours
     */
    Platform open(String stack);

    /** Clients for the account and Region, whether or not a stack is there. */
    AccountClients clients();

    Clock clock();

    /**
     * The same stack for experiments, whose every answer is recorded.
     *
     * @throws IllegalArgumentException as {@link #open}
     */
    Account account(String stack);

    /** The outputs under the names by which the steps know them, so that the steps' own code serves here too. */
    static Map<String, String> environment(String stack, Map<String, String> outputs, String account) {
        Optional<String> missing =
                OUTPUTS.stream().filter(name -> !outputs.containsKey(name)).findFirst();
        if (missing.isPresent()) {
            throw new IllegalArgumentException("The stack " + stack + " has no output " + missing.get()
                    + ". Name the stack that the fine-tuning app deployed with --stack; if it is an older one, deploy it"
                    + " again.");
        }
        String tag = outputs.get("StackTag");
        return Map.of(
                EnvironmentVariables.ACCOUNT_ID, account,
                EnvironmentVariables.DATASETS_BUCKET, outputs.get("DatasetsBucket"),
                EnvironmentVariables.RESULTS_BUCKET, outputs.get("ResultsBucket"),
                EnvironmentVariables.AWS_REGION, outputs.get("StateMachineArn").split(":")[3],
                EnvironmentVariables.STATE_MACHINE_ARN, outputs.get("StateMachineArn"),
                EnvironmentVariables.TOPIC_ARN, outputs.get("TopicArn"),
                EnvironmentVariables.FT_STACK, tag,
                EnvironmentVariables.FT_DEFAULTS, outputs.get("Defaults"),
                EnvironmentVariables.PARAMETER_PREFIX, StepEnvironment.parameterPrefix(tag));
    }
}
