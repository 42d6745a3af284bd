package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.local.access.StackPolicies;
import io.github.bedrockfinetuning.local.iam.AuthorizationRequest;
import io.github.bedrockfinetuning.local.iam.Decision;
import io.github.bedrockfinetuning.local.iam.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Checks that every Allow statement is required: without it, a request of the rehearsals is denied. The recorded
 * requests are evaluated again without the statement. For a few statements, a rehearsal is run without the statement;
 * {@code -Diam.removed=all} does this for all statements.
 */
class RemovedStatementsTest {
    private static final int REALLY_RUN = 2;

    /** Statements that only AWS uses, by a pattern of their labels, with the AWS documentation that requires them. */
    private static final Map<String, String> ONLY_AWS = new TreeMap<>(Map.ofEntries(
            Map.entry(".*Policy/Traces", "X-Ray tracing: docs.aws.amazon.com/lambda/latest/dg/services-xray.html"),
            Map.entry(
                    "FineTuningMachinePolicy/LogDelivery",
                    "Logging: docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html"),
            Map.entry(
                    "FineTuningMachinePolicy/EncryptedLogs",
                    "Encrypted log groups: docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html"),
            Map.entry(
                    "FineTuningDataDataKey/ExecutionLogs",
                    "Encrypted log groups: docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html"),
            Map.entry(
                    "FineTuningMachineChildrenPolicy/RedriveChildren",
                    "Redriving by hand: docs.aws.amazon.com/step-functions/latest/dg/redrive-map-run.html"),
            Map.entry(
                    "FineTuningDataDataKey/AlarmsToTopic",
                    "Alarms: docs.aws.amazon.com/sns/latest/dg/sns-key-management.html"),
            Map.entry(
                    "FineTuningTopicPolicy/Alarms",
                    "Alarms: docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html"),
            Map.entry(
                    "FineTuningDataAccessLogsPolicy/#[34]",
                    "Access logs: docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html"),
            Map.entry(
                    "FineTuningDataLogsKey/LogGroups",
                    "Log groups: docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html"),
            Map.entry(
                    "FineTuningData(Logs|Model)Key/#1",
                    "The account's own administration: docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html"),
            Map.entry(
                    "FineTuningDataModelKey/BuildModels",
                    "Jobs' service role: docs.aws.amazon.com/bedrock/latest/userguide/encryption-custom-job.html"),
            Map.entry(
                    "FineTuningDataModelKey/PermissionsNovaProvisionedThroughput",
                    "Nova: docs.aws.amazon.com/nova/latest/userguide/customize-fine-tune-encrypt.html")));

    private final StackPolicies policies = Stacks.policies();
    private final Map<AuthorizationRequest, Decision> decisions = new HashMap<>();
    private final Map<String, StackPolicies> reduced = new HashMap<>();

    @Test
    void withoutAnyStatementARehearsalIsRefusedSomething() throws Exception {
        Map<AuthorizationRequest, Decision> asked = Scenarios.allAsked();
        TreeSet<String> unneeded = new TreeSet<>();
        for (Statement statement : allowing()) {
            if (asked.keySet().stream().noneMatch(request -> isMissed(statement, request))) {
                unneeded.add(statement.label());
            }
        }
        assertThat(asked).hasSizeGreaterThan(500);
        assertThat(unneeded.stream().filter(label -> ONLY_AWS.keySet().stream().noneMatch(label::matches)))
                .as("statements without which every rehearsal goes on as before")
                .isEmpty();
        assertThat(ONLY_AWS.keySet().stream()
                        .filter(pattern -> unneeded.stream().noneMatch(label -> label.matches(pattern))))
                .as("statements that are said to be exercised by AWS alone, but are gone or exercised here")
                .isEmpty();
    }

    @Test
    void aRehearsalReallyRunWithoutAStatementIsRefused() throws Exception {
        List<Statement> exercised = new ArrayList<>(allowing().stream()
                .filter(statement -> ONLY_AWS.keySet().stream().noneMatch(statement.label()::matches))
                .toList());
        Collections.shuffle(exercised, new Random(11));
        boolean all = "all".equals(System.getProperty("iam.removed"));
        List<String> unharmed = new ArrayList<>();
        for (Statement statement : all ? exercised : exercised.subList(0, REALLY_RUN)) {
            Scenarios scenario = exercising(statement).orElseThrow();
            try (DeployedStack stack = scenario.rehearse(own -> without(own, statement))) {
                if (stack.aws().authorizations().refused().isEmpty()) {
                    unharmed.add(statement.label() + " in " + scenario);
                }
            }
        }
        assertThat(unharmed).isEmpty();
    }

    @Test
    void noRehearsalIsRefusedAnything() throws Exception {
        for (Scenarios scenario : Scenarios.values()) {
            if (scenario.without().isEmpty() && !scenario.isDisturbed()) {
                assertThat(scenario.asked().entrySet().stream()
                                .filter(asked -> !asked.getValue().isAllowed())
                                .map(asked -> asked.getKey().action() + " on "
                                        + asked.getKey().resource()))
                        .as(scenario.name())
                        .isEmpty();
            }
        }
    }

    private List<Statement> allowing() {
        return policies.statements().stream().filter(Statement::allows).toList();
    }

    private Optional<Scenarios> exercising(Statement statement) throws Exception {
        for (Scenarios scenario : Scenarios.values()) {
            boolean misses = scenario.without().isEmpty()
                    && scenario.asked().keySet().stream().anyMatch(request -> isMissed(statement, request));
            if (misses) {
                return Optional.of(scenario);
            }
        }
        for (Scenarios scenario : Scenarios.values()) {
            if (scenario.asked().keySet().stream().anyMatch(request -> isMissed(statement, request))) {
                return Optional.of(scenario);
            }
        }
        return Optional.empty();
    }

    /** Returns whether the request is allowed only with the statement. */
    private boolean isMissed(Statement statement, AuthorizationRequest request) {
        Decision now = decisions.computeIfAbsent(request, policies::decide);
        boolean decides =
                now.isAllowed() && now.by().stream().anyMatch(by -> by.label().equals(statement.label()));
        return decides
                && !reduced.computeIfAbsent(statement.label(), label -> without(policies, statement))
                        .decide(request)
                        .isAllowed();
    }

    private static StackPolicies without(StackPolicies policies, Statement statement) {
        return policies.without(one -> one.label().equals(statement.label()));
    }
}
