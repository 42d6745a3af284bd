package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.contract.ParameterPaths;
import io.github.bedrockfinetuning.contract.StepName;
import io.github.bedrockfinetuning.contract.WorkflowDescriptor;
import io.github.bedrockfinetuning.contract.WorkflowDescriptor.Identity;
import io.github.bedrockfinetuning.contract.WorkflowDescriptor.Storage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.ssm.ParameterTier;
import software.amazon.awscdk.services.ssm.StringParameter;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/**
 * Publishes the workflow's {@link WorkflowDescriptor} in Parameter Store. Parameter Store selects the tier: standard, up
 * to 4 KB; or advanced, up to 8 KB and billed monthly, if runDefaults or tags make the descriptor longer.
 *
 * <p>The type is String, because CloudFormation cannot create a SecureString. Everyone in the account who is allowed
 * {@code ssm:GetParameter} on all parameters can read it, so it contains no secrets.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html">
 *     Parameter tiers</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-parameter.html">
 *     AWS::SSM::Parameter</a>
 */
final class Descriptor extends Construct {
    private final String name;

    /**
     * @param steps the functions by step
     * @param queues the queues of uploads and the dead-letter queues
     */
    public Descriptor(
            FineTuningWorkflow workflow,
            String id,
            DataStore store,
            StateMachine machine,
            ITopic topic,
            Map<StepName, StepFunction> steps,
            List<IQueue> queues) {
        super(workflow, id);
        Stack stack = Stack.of(this);
        StoreAccess keys = new StoreAccess(store);
        Map<String, String> functions = new TreeMap<>();
        steps.forEach((step, function) ->
                functions.put(step.id(), function.getFunction().getFunctionName()));
        String tag = workflow.getTag();
        name = ParameterPaths.descriptor(tag);
        WorkflowDescriptor descriptor = new WorkflowDescriptor(
                new Identity(
                        tag, workflow.getNode().getPath(), stack.getStackName(), stack.getRegion(), stack.getAccount()),
                machine.getStateMachineArn(),
                topic.getTopicArn(),
                new Storage(
                        store.getDatasets().getBucketName(),
                        store.getResults().getBucketName(),
                        keys.key(store.getDatasets()).getKeyArn(),
                        keys.key(store.getResults()).getKeyArn(),
                        store.getModelKey().getKeyArn(),
                        store.getLogsKey().getKeyArn(),
                        store.getDataKey().getKeyArn()),
                ParameterPaths.prefix(tag),
                functions,
                queues.stream().map(IQueue::getQueueUrl).toList(),
                workflow.getDefaults());
        StringParameter.Builder.create(this, "Parameter")
                .parameterName(name)
                .simpleName(false)
                .description("Describes a fine-tuning workflow for ./fine-tune")
                .stringValue(descriptor.toJson())
                .tier(ParameterTier.INTELLIGENT_TIERING)
                .build();
    }

    /** Returns the name of the parameter. */
    public String parameterName() {
        return name;
    }
}
