package io.github.bedrockfinetuning.local.cli;

import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.SdkClients;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The user's own account and Region, by the SDK's usual chain: environment variables, profile, sign-in.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html">Credential providers</a>
 */
final class AccountConnection implements Connection {
    @Override
    public Platform open(String stack) {
        Map<String, String> outputs = outputs(stack);
        return new Platform(
                Connection.environment(stack, outputs, account()),
                new SdkClients((builder, same) -> configure(same)),
                Clock.systemUTC(),
                duration -> Thread.sleep(duration.toMillis()));
    }

    /** Unlike the steps, a person at a terminal is served by the SDK's own retries. */
    static void configure(AwsClientBuilder<?, ?> builder) {
        builder.overrideConfiguration(o -> o.addExecutionInterceptor(new RefusalInterceptor()));
    }

    private static Map<String, String> outputs(String stack) {
        var builder = CloudFormationClient.builder();
        configure(builder);
        try (CloudFormationClient client = builder.build()) {
            return client.describeStacks(r -> r.stackName(stack)).stacks().get(0).outputs().stream()
                    .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
        } catch (CloudFormationException e) {
            if ("ValidationError".equals(Failures.code(e))) {
                throw new IllegalArgumentException("CloudFormation says: " + Failures.message(e)
                        + ". Deploy the stack, name another with --stack, or choose the Region and account it is in"
                        + " with AWS_REGION and AWS_PROFILE.");
            }
            throw e;
        }
    }

    private static String account() {
        var builder = StsClient.builder();
        configure(builder);
        try (StsClient client = builder.build()) {
            return client.getCallerIdentity().account();
        }
    }
}
