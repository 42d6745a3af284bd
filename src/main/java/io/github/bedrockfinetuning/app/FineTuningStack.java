package io.github.bedrockfinetuning.app;

import io.github.bedrockfinetuning.constructs.FineTuningWorkflow;
import io.github.bedrockfinetuning.constructs.FineTuningWorkflowProps;
import io.github.bedrockfinetuning.contract.StackOutputs;
import io.github.bedrockfinetuning.contract.TagKeys;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** A stack with one fine-tuning workflow and the outputs that are needed to use it. */
public final class FineTuningStack extends Stack {
    private final FineTuningWorkflow workflow;

    public FineTuningStack(Construct scope, String id, StackProps stackProps, FineTuningWorkflowProps props) {
        super(scope, id, stackProps);
        // The CDK adds a function's role to DependsOn although the function already refers to the role.
        getTemplateOptions()
                .setMetadata(Map.of("cfn-lint", Map.of("config", Map.of("ignore_checks", List.of("W3005")))));
        workflow = new FineTuningWorkflow(this, "FineTuning", props);
        output(
                StackOutputs.DATASETS_BUCKET,
                "Upload datasets to inbox/ in this bucket",
                workflow.getDataStore().getDatasets().getBucketName());
        output(
                StackOutputs.RESULTS_BUCKET,
                "The bucket that contains reports and the status of runs",
                workflow.getDataStore().getResults().getBucketName());
        output(
                StackOutputs.STATE_MACHINE_ARN,
                "The state machine whose executions are the runs",
                workflow.getStateMachine().getStateMachineArn());
        output(
                StackOutputs.TOPIC_ARN,
                "Subscribe to receive approval requests and notifications",
                workflow.getTopic().getTopicArn());
        output(
                StackOutputs.STACK_TAG,
                "The value of the tag " + TagKeys.STACK + " on all resources that runs create, for --workflow",
                workflow.getTag());
    }

    public FineTuningWorkflow getWorkflow() {
        return workflow;
    }

    private void output(String id, String description, String value) {
        CfnOutput.Builder.create(this, id).description(description).value(value).build();
    }
}
