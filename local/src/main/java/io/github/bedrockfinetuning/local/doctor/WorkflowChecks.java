package io.github.bedrockfinetuning.local.doctor;

import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.ending.StackResources;
import io.github.bedrockfinetuning.preflight.Check;
import io.github.bedrockfinetuning.preparing.BucketPreflight;
import io.github.bedrockfinetuning.run.BilledResource;
import io.github.bedrockfinetuning.run.Platform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sfn.model.IncludedData;
import software.amazon.awssdk.services.sfn.model.LogDestination;
import software.amazon.awssdk.services.sns.model.Subscription;

/** Checks the resources of a deployed workflow: billed resources, buckets, logs, and the topic. */
final class WorkflowChecks {
    private static final Subject BILLING = new Subject("billing");
    private static final Subject BUCKETS = new Subject("imported-buckets");
    private static final Subject LOG = new Subject("state-machine-log");
    private static final Subject TOPIC = new Subject("notifications");
    /** The value that SNS returns instead of the ARN of an unconfirmed subscription. */
    private static final String PENDING = "PendingConfirmation";

    private final Platform platform;

    WorkflowChecks(Platform platform) {
        this.platform = platform;
    }

    /** Checks whether ended runs left billed resources in Bedrock. Uses the same code as {@code clean}. */
    Check billing() {
        return BILLING.ask(() -> {
            StackResources.Look look = new StackResources(platform).look();
            look.errands().finish();
            List<BilledResource> left = look.found();
            return left.isEmpty()
                    ? BILLING.pass("Ended runs left no jobs, deployments, or Provisioned Throughput.")
                    : BILLING.fail(
                            left.stream()
                                    .map(one -> one.kind().id() + " of run " + one.resource())
                                    .collect(Collectors.joining(", ", "Ended runs have left ", ".")),
                            "Run ./fine-tune clean --remove.");
        });
    }

    /**
     * Checks whether imported buckets have the same configuration as the buckets in the stack.
     *
     * @param variables the environment variables of PrepareDataset, which contain the bucket names; empty if they
     *     cannot be read
     */
    List<Check> buckets(Optional<Map<String, String>> variables) {
        if (variables.isEmpty()) {
            return List.of(BUCKETS.unknown(
                    "The environment of PrepareDataset, which contains the names of imported buckets, cannot"
                            + " be read.",
                    "Allow lambda:GetFunctionConfiguration on the function and kms:Decrypt on its key."));
        }
        if (!variables.get().containsKey(EnvironmentVariables.FT_IMPORTED_BUCKETS)) {
            return List.of(BUCKETS.pass("none"));
        }
        Map<String, String> environment = new HashMap<>(variables.get());
        environment.putAll(platform.environment());
        List<Check> checks = new ArrayList<>();
        try {
            for (BucketPreflight.Missing one : new BucketPreflight(
                            new Platform(environment, platform.aws(), platform.clock(), platform.sleep()))
                    .examine()) {
                String found = one.finding().message();
                checks.add(
                        one.unread()
                                ? Subject.plain(BUCKETS.unknown(
                                        found, "Allow these credentials to read the settings of the bucket."))
                                : BUCKETS.fail(found, one.finding().remedy()));
            }
        } catch (RuntimeException e) {
            checks.add(BUCKETS.unanswered(e).orElseThrow(() -> e));
        }
        return checks.isEmpty() ? List.of(BUCKETS.pass("configured as required")) : checks;
    }

    /**
     * Checks whether the log group of the state machine requires space in a resource policy. The request excludes the
     * definition, so the caller needs no access to the key of the state machine.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html#bp-cwl">Avoiding
     *     CloudWatch resource policy size limits</a>
     */
    Check log() {
        return LOG.ask(() -> {
            List<LogDestination> destinations = Optional.ofNullable(platform.aws()
                            .stepFunctions()
                            .describeStateMachine(
                                    r -> r.stateMachineArn(platform.require(EnvironmentVariables.STATE_MACHINE_ARN))
                                            .includedData(IncludedData.METADATA_ONLY))
                            .loggingConfiguration())
                    .map(logging -> logging.destinations())
                    .orElse(List.of());
            List<String> groups = destinations.stream()
                    .map(one -> one.cloudWatchLogsLogGroup().logGroupArn())
                    .map(arn -> arn.replaceFirst("^.*:log-group:", "").replaceFirst(":\\*$", ""))
                    .toList();
            if (groups.isEmpty()) {
                return LOG.warn("The state machine has no log group.", "Deploy the stack again.");
            }
            return groups.stream().allMatch(group -> group.startsWith("/aws/vendedlogs/"))
                    ? LOG.pass(String.join(", ", groups))
                    : LOG.warn(
                            String.join(", ", groups)
                                    + " requires an entry in a CloudWatch Logs resource policy. The size of these policies is"
                                    + " limited.",
                            "Deploy the stack again with this version. It uses a log group under /aws/vendedlogs/.");
        });
    }

    /** Checks whether the topic has confirmed subscriptions. */
    Check topic() {
        return TOPIC.ask(() -> {
            List<Subscription> all = new ArrayList<>();
            platform.aws()
                    .sns()
                    .listSubscriptionsByTopicPaginator(
                            r -> r.topicArn(platform.require(EnvironmentVariables.TOPIC_ARN)))
                    .subscriptions()
                    .forEach(all::add);
            long confirmed = all.stream()
                    .filter(one -> !PENDING.equals(one.subscriptionArn()))
                    .count();
            if (confirmed > 0) {
                return TOPIC.pass(
                        confirmed + (confirmed == 1 ? " confirmed subscription" : " confirmed subscriptions"));
            }
            return all.isEmpty()
                    ? TOPIC.warn(
                            "The topic has no subscriptions, so no one receives approval requests.",
                            "Add a subscription with aws sns subscribe. For instructions, see the README.")
                    : TOPIC.warn(
                            "The topic has no confirmed subscriptions, so no one receives approval requests.",
                            "Confirm the subscription with the link in the message from SNS.");
        });
    }
}
