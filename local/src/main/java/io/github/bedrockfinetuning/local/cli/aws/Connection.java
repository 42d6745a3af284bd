package io.github.bedrockfinetuning.local.cli.aws;

import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.WorkflowDescriptor;
import io.github.bedrockfinetuning.local.account.AccountClients;
import io.github.bedrockfinetuning.local.account.WorkflowChoice;
import io.github.bedrockfinetuning.local.prove.record.Account;
import io.github.bedrockfinetuning.run.Platform;
import java.time.Clock;
import java.util.Map;

/** Provides access to the user's account and to a deployed workflow. */
public interface Connection {
    /**
     * Finds a deployed workflow.
     *
     * @throws IllegalArgumentException if there is no such workflow, or several match
     */
    WorkflowDescriptor find(WorkflowChoice choice);

    /** Opens a deployed workflow. */
    Platform open(WorkflowDescriptor workflow);

    /** Returns the clients for the account and Region, even if no workflow is deployed. */
    AccountClients clients();

    Clock clock();

    /** Opens a workflow for experiments. The returned account records every response. */
    Account account(WorkflowDescriptor workflow);

    /**
     * Maps a workflow's descriptor to the environment variables of the steps, so that the code of the steps also works
     * in this process.
     */
    static Map<String, String> environment(WorkflowDescriptor workflow) {
        return Map.of(
                EnvironmentVariables.ACCOUNT_ID, workflow.identity().account(),
                EnvironmentVariables.AWS_REGION, workflow.identity().region(),
                EnvironmentVariables.FT_STACK, workflow.identity().tag(),
                EnvironmentVariables.DATASETS_BUCKET, workflow.storage().datasetsBucket(),
                EnvironmentVariables.RESULTS_BUCKET, workflow.storage().resultsBucket(),
                EnvironmentVariables.STATE_MACHINE_ARN, workflow.stateMachineArn(),
                EnvironmentVariables.TOPIC_ARN, workflow.topicArn(),
                EnvironmentVariables.FT_DEFAULTS, workflow.defaults(),
                EnvironmentVariables.PARAMETER_PREFIX, workflow.promotedPath());
    }
}
