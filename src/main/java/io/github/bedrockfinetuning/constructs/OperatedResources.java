package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.Statements;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.stepfunctions.StateMachine;

/** The resources that {@code ./fine-tune doctor} checks, in addition to the data store and the state machine. */
record OperatedResources(Collection<StepFunction> functions, List<IQueue> queues, ITopic topic) {
    /**
     * Allows reading the state of the resources. Lambda decrypts the environment variables of a function with the
     * caller's permissions.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html">Securing
     *     environment variables</a>
     */
    List<PolicyStatement> examination(DataStore store, StateMachine machine) {
        Stack stack = Stack.of(store);
        StoreAccess data = new StoreAccess(store);
        LinkedHashSet<String> keys = new LinkedHashSet<>();
        for (IKey key : List.of(
                data.key(store.getDatasets()), data.key(store.getResults()), store.getModelKey(), store.getLogsKey())) {
            keys.add(key.getKeyArn());
        }
        return List.of(
                allow("states:DescribeStateMachine", List.of(machine.getStateMachineArn())),
                allow(
                        "lambda:GetFunctionConfiguration",
                        functions.stream()
                                .map(function -> function.getFunction().getFunctionArn())
                                .toList()),
                Statements.allow(
                        "EnvironmentKey",
                        List.of("kms:Decrypt"),
                        List.of(store.getDataKey().getKeyArn()),
                        StepAccess.through(stack, "lambda")),
                allow("kms:DescribeKey", List.copyOf(keys)),
                allow(
                        "sqs:GetQueueAttributes",
                        queues.stream().map(IQueue::getQueueArn).toList()),
                allow("sns:ListSubscriptionsByTopic", List.of(topic.getTopicArn())),
                allow(
                        "cloudformation:DescribeStacks",
                        List.of(arn(stack, "cloudformation", "stack", stack.getStackName() + "/*"))),
                allow("ssm:GetParameter", List.of(arn(stack, "ssm", "parameter", "cdk-bootstrap/*/version"))),
                // These actions do not support resources.
                Statements.allow(
                        "Account",
                        List.of("lambda:GetAccountSettings", "logs:DescribeResourcePolicies"),
                        List.of("*")));
    }

    private static PolicyStatement allow(String action, List<String> resources) {
        return Statements.allow("Allow", List.of(action), resources);
    }

    private static String arn(Stack stack, String service, String resource, String name) {
        return stack.formatArn(ArnComponents.builder()
                .service(service)
                .resource(resource)
                .resourceName(name)
                .arnFormat(ArnFormat.SLASH_RESOURCE_NAME)
                .build());
    }
}
