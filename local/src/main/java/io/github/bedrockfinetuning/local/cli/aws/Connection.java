package io.github.bedrockfinetuning.local.cli.aws;

import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.ParameterPaths;
import io.github.bedrockfinetuning.contract.StackOutputs;
import io.github.bedrockfinetuning.local.account.AccountClients;
import io.github.bedrockfinetuning.local.prove.record.Account;
import io.github.bedrockfinetuning.run.Platform;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Provides access to the user's account and to a deployed stack. */
public interface Connection {
    /**
     * @param stack the name of the CloudFormation stack
     * @throws IllegalArgumentException if the stack does not exist or does not contain a fine-tuning workflow
     */
    Platform open(String stack);

    /** Returns the clients for the account and Region, even if no stack is deployed. */
    AccountClients clients();

    Clock clock();

    /**
     * Opens the stack for experiments. The returned account records every response.
     *
     * @throws IllegalArgumentException as in {@link #open}
     */
    Account account(String stack);

    /**
     * Maps the stack outputs to the environment variables of the steps, so that the code of the
     * steps also works in this process.
     */
    static Map<String, String> environment(String stack, Map<String, String> outputs, String account) {
        Optional<String> missing = StackOutputs.ALL.stream()
                .filter(name -> !outputs.containsKey(name))
                .findFirst();
        if (missing.isPresent()) {
            throw new IllegalArgumentException("The stack " + stack + " has no output " + missing.get()
                    + ". Specify the stack of the fine-tuning app with --stack. If an older version created"
                    + " the stack, deploy it again.");
        }
        String tag = outputs.get(StackOutputs.STACK_TAG);
        return Map.of(
                EnvironmentVariables.ACCOUNT_ID, account,
                EnvironmentVariables.DATASETS_BUCKET, outputs.get(StackOutputs.DATASETS_BUCKET),
                EnvironmentVariables.RESULTS_BUCKET, outputs.get(StackOutputs.RESULTS_BUCKET),
                EnvironmentVariables.AWS_REGION,
                        outputs.get(StackOutputs.STATE_MACHINE_ARN).split(":")[3],
                EnvironmentVariables.STATE_MACHINE_ARN, outputs.get(StackOutputs.STATE_MACHINE_ARN),
                EnvironmentVariables.TOPIC_ARN, outputs.get(StackOutputs.TOPIC_ARN),
                EnvironmentVariables.FT_STACK, tag,
                EnvironmentVariables.FT_DEFAULTS, outputs.get(StackOutputs.DEFAULTS),
                EnvironmentVariables.PARAMETER_PREFIX, ParameterPaths.prefix(tag));
    }
}
