package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Lazy;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.BucketProps;
import software.amazon.awscdk.services.s3.ObjectLockRetention;
import software.amazon.awscdk.services.sns.Topic;

/** Checks that an invalid prop fails the synthesis with one message that contains the prop and the allowed values. */
class WrongPropsTest {
    /** An invalid prop and the pattern of its message. */
    record Wrong(String message, BiConsumer<Stack, FineTuningWorkflow.Builder> prop) {
        @Override
        public String toString() {
            return message;
        }
    }

    private static Wrong wrong(String message, BiConsumer<Stack, FineTuningWorkflow.Builder> prop) {
        return new Wrong(message, prop);
    }

    private static Wrong wrongStore(String message, BiConsumer<Stack, DataStoreProps.Builder> props) {
        return new Wrong(message, (stack, workflow) -> {
            DataStoreProps.Builder store = DataStoreProps.builder();
            props.accept(stack, store);
            workflow.dataStore(store.build());
        });
    }

    static List<Wrong> props() {
        return List.of(
                wrong(
                        "spendingCeiling is -1.* from 0 to 1,?000,?000.*",
                        (s, w) -> w.spendingCeiling(new BigDecimal(-1))),
                wrong(
                        "spendingCeiling is 2000000.* from 0 to 1,?000,?000.*",
                        (s, w) -> w.spendingCeiling(new BigDecimal(2_000_000))),
                wrong("baseModel has an empty value.*", (s, w) -> w.baseModel(" ")),
                wrong(
                        "baseModel is nova, .*not in the model catalog.*amazon.nova-micro.*",
                        (s, w) -> w.baseModel("nova")),
                wrong("baseModel is known only at deployment.*", (s, w) -> w.baseModel(Aws.STACK_NAME)),
                wrong(
                        "Both referenceModel .amazon.nova-pro-v1:0. and withoutReferenceModel are set.*",
                        (s, w) -> w.referenceModel("amazon.nova-pro-v1:0").withoutReferenceModel(true)),
                wrong("allowedModels is empty.*", (s, w) -> w.allowedModels(List.of())),
                wrong("allowedModels has an empty value.*", (s, w) -> w.allowedModels(Arrays.asList("a", null))),
                wrong("allowedModels contains a twice.*", (s, w) -> w.allowedModels(List.of("a", "a"))),
                wrong(
                        "approvalTimeout is 0 .*between 1 minute and 13 days.*",
                        (s, w) -> w.approvalTimeout(Duration.minutes(0))),
                wrong(
                        "approvalTimeout is 2 days. It must be between 1 minute and 23 hours.*",
                        (s, w) -> w.approvalTimeout(Duration.days(2)).timeout(Duration.days(1))),
                wrong(
                        "timeout is 30 days. It must be between 1 hour and 14 days.",
                        (s, w) -> w.timeout(Duration.days(30))),
                wrong(
                        "timeout is known only at deployment.*",
                        (s, w) -> w.timeout(Duration.seconds(Token.asNumber(Lazy.any(() -> 5))))),
                wrong("concurrentBatches is 0. It must be a number from 1 to 100.", (s, w) -> w.concurrentBatches(0)),
                wrong(
                        "logGroupPrefix is \"aws/lambda\".*must not begin with aws/.*",
                        (s, w) -> w.logGroupPrefix("aws/lambda")),
                wrong("logGroupPrefix is \"a b\".*characters.*", (s, w) -> w.logGroupPrefix("a b")),
                wrong("tags contains \"aws:team\" = \"ml\".*reserved.*", (s, w) -> w.tags(Map.of("aws:team", "ml"))),
                wrong("tags contains \"team\" = null.*", (s, w) -> w.tags(Collections.singletonMap("team", null))),
                wrong(
                        "runDefaults sets promot, which is not a setting.*promote.*",
                        (s, w) -> w.runDefaults(Map.of("promot", true))),
                wrong(
                        "runDefaults sets split.test to 0.9. It must be a number from 0.01 to 0.5.",
                        (s, w) -> w.runDefaults(Map.of("split", Map.of("test", 0.9)))),
                wrong(
                        "runDefaults sets baseModel, which has its own prop.*",
                        (s, w) -> w.runDefaults(Map.of("baseModel", "amazon.nova-micro-v1:0"))),
                wrong(
                        "notificationTopic is a FIFO topic.*standard.*",
                        (s, w) -> w.notificationTopic(
                                Topic.Builder.create(s, "Fifo").fifo(true).build())),
                wrong(
                        "alarmTopic is in the Region eu-west-1, .*Specify a topic in us-east-1.*",
                        (s, w) -> w.alarmTopic(
                                Topic.fromTopicArn(s, "Far", "arn:aws:sns:eu-west-1:111122223333:alarms"))),
                wrong(
                        "zones is \\[us-east-1a\\].*at least 2.*",
                        (s, w) -> w.network(NetworkProps.builder()
                                .zones(List.of("us-east-1a"))
                                .build())),
                wrong(
                        "zones applies only to a new VPC.*",
                        (s, w) -> w.network(NetworkProps.builder()
                                .vpc(new Vpc(s, "Vpc"))
                                .zones(List.of("us-east-1a", "us-east-1b"))
                                .build())),
                wrongStore("emptyBuckets is set, but removalPolicy is .*DESTROY.*", (s, d) -> d.emptyBuckets(true)),
                wrongStore(
                        "Both emptyBuckets and lockResults are set.*",
                        (s, d) -> d.emptyBuckets(true)
                                .removalPolicy(RemovalPolicy.DESTROY)
                                .evidence(EvidenceProps.builder()
                                        .lockResults(ObjectLockRetention.governance(Duration.days(1)))
                                        .build())),
                wrongStore(
                        "datasetsBucketProps sets autoDeleteObjects. Set emptyBuckets instead.*",
                        (s, d) -> d.datasetsBucketProps(BucketProps.builder()
                                .autoDeleteObjects(true)
                                .removalPolicy(RemovalPolicy.DESTROY)
                                .build())),
                wrongStore(
                        "Both encryptionKey and modelKey are set.*",
                        (s, d) -> d.encryptionKey(new Key(s, "All")).modelKey(new Key(s, "Model"))),
                wrongStore(
                        "Both dataKey and dataKeyProps are set.*",
                        (s, d) -> d.dataKey(new Key(s, "Data"))
                                .dataKeyProps(software.amazon.awscdk.services.kms.KeyProps.builder()
                                        .build())));
    }

    @ParameterizedTest
    @MethodSource("props")
    void failsWithOneMessage(Wrong wrong) {
        Stack stack = Synthesized.empty("us-east-1");
        FineTuningWorkflow.Builder workflow = FineTuningWorkflow.Builder.create(stack, "FineTuning");
        Throwable failure = catchThrowable(() -> {
            wrong.prop().accept(stack, workflow);
            workflow.build();
        });
        assertThat(failure).isInstanceOf(IllegalArgumentException.class);
        assertThat(failure.getMessage().lines())
                .as(failure.getMessage())
                .singleElement()
                .satisfies(line -> assertThat(line).matches(wrong.message()));
    }

    @Test
    void acceptsValuesThatAreKnownOnlyAtDeploymentWhereTheTemplateDoesNotDependOnThem() {
        Synthesized template = Synthesized.stack("us-east-1", stack -> {
            String team = CfnParameter.Builder.create(stack, "Team").build().getValueAsString();
            FineTuningWorkflow.Builder.create(stack, "FineTuning")
                    .tags(Map.of("team", team))
                    .runDefaults(Map.of("judge", Map.of("model", "amazon.nova-pro-v1:0", "rubric", team)))
                    .logGroupPrefix(team)
                    .build();
        });
        assertThat(template.one("AWS::Lambda::Function", "StartRun")
                        .at("/Properties/Environment/Variables/FT_DEFAULTS")
                        .toString()
                        .split("\"Team\"", -1))
                .as("before, between and after the two places of the parameter")
                .hasSize(3);
        assertThat(template.one("AWS::Logs::LogGroup", "TellLog")
                        .at("/Properties/LogGroupName")
                        .toString())
                .contains("\"Team\"");
    }
}
