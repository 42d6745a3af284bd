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

/**
 * The resources that {@code ./fine-tune doctor} checks, by their ARNs.
 *
 * @param stackName the CloudFormation stack of the workflow
 * @param keys the keys of the data store, except for the data key
 */
record OperatedResources(
        String stackName, List<String> functions, List<String> queues, String topic, Collection<String> keys) {
    /** Returns the resources of a workflow in this app. */
    static OperatedResources of(
            DataStore store, Collection<StepFunction> functions, List<IQueue> queues, ITopic topic) {
        StoreAccess data = new StoreAccess(store);
        LinkedHashSet<String> keys = new LinkedHashSet<>();
        for (IKey key : List.of(
                data.key(store.getDatasets()), data.key(store.getResults()), store.getModelKey(), store.getLogsKey())) {
            keys.add(key.getKeyArn());
        }
        return new OperatedResources(
                Stack.of(store).getStackName(),
                functions.stream()
                        .map(function -> function.getFunction().getFunctionArn())
                        .toList(),
                queues.stream().map(IQueue::getQueueArn).toList(),
                topic.getTopicArn(),
                keys);
    }

    /**
     * Allows reading the state of the resources. Lambda decrypts the environment variables of a function with the
     * caller's permissions.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html">Securing
     *     environment variables</a>
     */
    List<PolicyStatement> examination(Stack stack, String dataKey, String machine) {
        return List.of(
                allow("states:DescribeStateMachine", List.of(machine)),
                allow("lambda:GetFunctionConfiguration", functions),
                Statements.allow(
                        "EnvironmentKey",
                        List.of("kms:Decrypt"),
                        List.of(dataKey),
                        StepAccess.through(stack, "lambda")),
                allow("kms:DescribeKey", List.copyOf(keys)),
                allow("sqs:GetQueueAttributes", queues),
                allow("sns:ListSubscriptionsByTopic", List.of(topic)),
                allow(
                        "cloudformation:DescribeStacks",
                        List.of(arn(stack, "cloudformation", "stack", stackName + "/*"))),
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
