package io.github.bedrockfinetuning.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.ParameterPaths;
import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.local.aws.LocalAws;
import io.github.bedrockfinetuning.local.aws.bedrock.Offer;
import io.github.bedrockfinetuning.local.rehearsal.DeployedStack;
import io.github.bedrockfinetuning.local.rehearsal.Stacks;
import io.github.bedrockfinetuning.local.states.definition.StateMachine;
import io.github.bedrockfinetuning.run.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests {@code doctor} in simulated accounts: each check with each of its possible results. */
class DoctorCommandTest {
    private static final String READS = "(Get|List|Describe|Head)[A-Za-z0-9]+";
    private static final String PREPARE_DATASET = "PrepareDataset";

    @TempDir
    private static Path folder;

    /** A state of an account and the expected result of a check. */
    record Row(String check, String result, String found, Change change, boolean alone) {
        Row byItself() {
            return new Row(check, result, found, change, true);
        }

        @Override
        public String toString() {
            return check + ": " + result + (found.isEmpty() ? "" : " (" + found + ")");
        }
    }

    @FunctionalInterface
    private interface Change {
        void in(RemoteStack remote) throws Exception;
    }

    static Stream<Row> rows() {
        return Stream.of(
                row("credentials", "pass", "user of account", remote -> {}),
                row("region", "pass", "us-east-1: Nova Micro", remote -> {}),
                row("stack", "pass", "FineTuning: CREATE_COMPLETE", remote -> {}),
                row("stack", "warn", "UPDATE_IN_PROGRESS", remote -> status(remote, "UPDATE_IN_PROGRESS")),
                row("stack", "warn", "was rolled back", remote -> status(remote, "UPDATE_ROLLBACK_COMPLETE")),
                row("stack", "fail", "DELETE_FAILED", remote -> status(remote, "DELETE_FAILED")),
                row("stack", "fail", "ROLLBACK_COMPLETE", remote -> status(remote, "ROLLBACK_COMPLETE")),
                row("stack", "pass", "is not deployed", remote -> undeploy(remote))
                        .byItself(),
                denied("stack", "cloudformation:DescribeStacks").byItself(),
                row("workflow", "pass", "FineTuning/FineTuning (FineTuning-", remote -> {}),
                row("workflow", "pass", "none is deployed", remote -> undeploy(remote))
                        .byItself(),
                row("workflow", "warn", "There are 2 fine-tuning workflows", remote -> another(remote))
                        .byItself(),
                denied("workflow", "ssm:GetParametersByPath").byItself(),
                row("bootstrap", "pass", "version 21", remote -> {}),
                row(
                        "bootstrap",
                        "fail",
                        "has version 5, but the template requires version 6",
                        remote -> bootstrap(remote, "5")),
                row(
                        "bootstrap",
                        "fail",
                        "is missing",
                        remote -> aws(remote).ssm().remove(BOOTSTRAP)),
                denied("bootstrap", "ssm:GetParameter"),
                row("lambda-concurrency", "pass", "1000 concurrent executions", remote -> {}),
                row(
                        "lambda-concurrency",
                        "warn",
                        "4 concurrent executions; a run uses up to",
                        remote -> aws(remote).lambda().concurrency(4, 4)),
                row(
                        "lambda-concurrency",
                        "warn",
                        "(of 1000; the rest is reserved)",
                        remote -> aws(remote).lambda().concurrency(1000, 5)),
                row("lambda-concurrency", "warn", "10 concurrent executions; a run uses up to 20", remote -> {
                    aws(remote).lambda().concurrency(10, 10);
                    variable(remote, "FT_CONCURRENT_BATCHES", "20");
                }),
                row(
                        "lambda-concurrency",
                        "fail",
                        "no unreserved concurrency left",
                        remote -> aws(remote).lambda().concurrency(1000, 0)),
                denied("lambda-concurrency", "lambda:GetAccountSettings"),
                row("log-resource-policies", "pass", "0 of 10 policies", remote -> {}),
                row("log-resource-policies", "warn", "can be added", remote -> policies(remote, 1, 5_000)),
                row("log-resource-policies", "warn", "10 of 10 policies", remote -> policies(remote, 10, 100)),
                row("log-resource-policies", "pass", "log delivery to /aws/vendedlogs/ is allowed", remote -> {
                    policies(remote, 9, 5_000);
                    aws(remote).logs().put("delivery", delivery("log-group:/aws/vendedlogs/*"));
                }),
                row("log-resource-policies", "fail", "cannot add a policy", remote -> {
                            undeploy(remote);
                            policies(remote, 10, 100);
                        })
                        .byItself(),
                denied("log-resource-policies", "logs:DescribeResourcePolicies"),
                row("invocation-logging", "pass", "off", remote -> {}),
                row(
                        "invocation-logging",
                        "warn",
                        "log group prompts",
                        remote -> aws(remote).bedrock().loggingConfiguration((ObjectNode) Json.read("""
                                {"cloudWatchConfig": {"logGroupName": "prompts", "roleArn":
                                "arn:aws:iam::111122223333:role/logger"}, "textDataDeliveryEnabled": true}"""))),
                denied("invocation-logging", "bedrock:GetModelInvocationLoggingConfiguration"),
                row("data-retention", "warn", "inherit", remote -> {}),
                row(
                        "data-retention",
                        "pass",
                        "none",
                        remote -> aws(remote).bedrock().dataRetention("none")),
                denied("data-retention", "bedrock:GetAccountDataRetention"),
                row("model-lifecycle", "pass", "Nova Micro as ACTIVE", remote -> {}),
                row(
                        "model-lifecycle",
                        "fail",
                        "Nova Micro is in the Legacy state",
                        remote -> offer(remote, offer -> offer.legacySince(LocalDate.of(2026, 9, 1)))),
                row(
                                "model-agreement",
                                "fail",
                                "Nova Micro",
                                remote -> offer(
                                        remote,
                                        offer -> offer.with(offer.access().withAgreement("NOT_AVAILABLE"))))
                        .byItself(),
                row(
                        "model-offered",
                        "could not check",
                        "these credentials do not have permission for bedrock:GetFoundationModel.",
                        remote -> deny(remote, "GetFoundationModel")),
                row("quota-custom-models", "pass", "0 are in use", remote -> {}),
                row(
                        "quota-custom-models",
                        "fail",
                        "is 0",
                        remote -> aws(remote).quotas().set(CUSTOM_MODELS, 0)),
                denied("quota-custom-models", "bedrock:ListCustomModels"),
                row("functions", "pass", "can run", remote -> {}),
                row("functions", "warn", PREPARE_DATASET, remote -> function(remote, "State", "Pending")),
                row("functions", "fail", "Failed: KMSKeyAccessDenied", remote -> {
                    function(remote, "State", "Failed");
                    function(remote, "StateReasonCode", "KMSKeyAccessDenied");
                }),
                row("functions", "fail", "update failed: DisabledKMSKey", remote -> {
                    function(remote, "LastUpdateStatus", "Failed");
                    function(remote, "LastUpdateStatusReasonCode", "DisabledKMSKey");
                }),
                denied("functions", "lambda:GetFunctionConfiguration"),
                row("function-environments", "pass", "can be decrypted", remote -> {}),
                row(
                        "function-environments",
                        "fail",
                        "KMSDisabledException",
                        remote -> aws(remote)
                                .lambda()
                                .environmentError(
                                        name(remote, "Tell"), "KMSDisabledException", "The key is disabled.")),
                row(
                                "function-environments",
                                "could not check",
                                "kms:Decrypt",
                                remote -> aws(remote)
                                        .lambda()
                                        .environmentError(
                                                name(remote, "Tell"),
                                                "AccessDeniedException",
                                                "KMS access was denied."))
                        .byItself(),
                denied("function-environments", "lambda:GetFunctionConfiguration"),
                row("intake-queue", "pass", "empty", remote -> {}),
                row("intake-queue", "warn", "contains 1 message", remote -> message(remote, "IntakeQueue")),
                denied("intake-queue", "sqs:GetQueueAttributes"),
                row("dead-letter-queues", "pass", "empty", remote -> {}),
                row("dead-letter-queues", "fail", "contains 1 message", remote -> message(remote, "IntakeDeadLett")),
                denied("dead-letter-queues", "sqs:GetQueueAttributes"),
                row("keys", "pass", "are enabled", remote -> {}),
                row("keys", "fail", "Disabled", remote -> key(remote, "Disabled")),
                row("keys", "fail", "PendingDeletion", remote -> key(remote, "PendingDeletion")),
                denied("keys", "kms:DescribeKey"),
                row(
                        "state-machine-log",
                        "warn",
                        "The size of these policies is limited",
                        remote -> logTo(remote, "my-own-log")),
                row("state-machine-log", "pass", "/aws/vendedlogs/states/FineTuning-", remote -> {}),
                denied("state-machine-log", "states:DescribeStateMachine"),
                row("imported-buckets", "pass", "none", remote -> {}),
                row("imported-buckets", "pass", "configured as required", remote -> imported(remote, true)),
                row(
                        "imported-buckets",
                        "fail",
                        "a different key for default encryption",
                        remote -> imported(remote, false)),
                denied("imported-buckets", "lambda:GetFunctionConfiguration"),
                row(
                                "imported-buckets",
                                "could not check",
                                "these credentials do not have permission for s3:GetEncryptionConfiguration.",
                                remote -> {
                                    imported(remote, true);
                                    deny(remote, "GetBucketEncryption");
                                })
                        .byItself(),
                row("notifications", "warn", "has no subscriptions", remote -> {}),
                row("notifications", "warn", "has no confirmed subscriptions", remote -> subscribe(remote, false)),
                row("notifications", "pass", "1 confirmed", remote -> subscribe(remote, true)),
                denied("notifications", "sns:ListSubscriptionsByTopic"),
                row("billing", "pass", "Ended runs left no", remote -> {}),
                row("billing", "fail", "job of run", remote -> leaveAJob(remote, folder))
                        .byItself(),
                denied("billing", "bedrock:ListModelCustomizationJobs"));
    }

    /**
     * Returns groups of rows that can be tested in one account: at most one row per check, all with the same result.
     */
    static Stream<Named<List<Row>>> accounts() {
        Map<String, Integer> seen = new HashMap<>();
        Map<String, List<Row>> accounts = new LinkedHashMap<>();
        rows().forEach(row -> {
            int number = seen.merge(row.check() + row.result(), 1, Integer::sum);
            String account = row.alone() ? row.toString() : row.result() + " " + number;
            accounts.computeIfAbsent(account, absent -> new ArrayList<>()).add(row);
        });
        return accounts.entrySet().stream().map(one -> Named.of(one.getKey(), one.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accounts")
    void tells(List<Row> rows) throws Exception {
        try (RemoteStack remote = new RemoteStack()) {
            for (Row row : rows) {
                row.change().in(remote);
            }
            int before = remote.stack().calls().size();
            RemoteStack.Result result = remote.json("doctor");
            for (Row row : rows) {
                List<JsonNode> said = checks(result).stream()
                        .filter(check -> check.path("name").asText().equals(row.check()))
                        .toList();
                assertThat(said).as(row + " in " + result.out()).anySatisfy(check -> {
                    assertThat(check.path("result").asText()).isEqualTo(row.result());
                    assertThat(check.path("found").asText()).contains(row.found());
                    assertThat(check.path("remedy").asText().isEmpty())
                            .isEqualTo(row.result().equals("pass"));
                });
                boolean ofModels =
                        row.check().startsWith("model-") || row.check().startsWith("quota-");
                assertThat(said).as(row.check()).hasSizeLessThanOrEqualTo(ofModels ? 3 : 1);
            }
            boolean fails = rows.get(0).result().equals("fail");
            assertThat(checks(result).stream()
                            .anyMatch(check -> check.path("result").asText().equals("fail")))
                    .as(result.out())
                    .isEqualTo(fails);
            assertThat(result.code()).isEqualTo(fails ? 1 : 0);
            assertOnlyReads(remote, before);
        }
    }

    @Test
    void aNamedStackThatIsNotThereFails() throws Exception {
        try (RemoteStack remote = new RemoteStack()) {
            RemoteStack.Result result = remote.json("doctor", "--stack", "Other");
            assertThat(result.code()).isEqualTo(1);
            assertThat(checks(result))
                    .anySatisfy(check -> assertThat(check.toString()).contains("\"stack\"", "\"fail\"", "Other"))
                    .noneSatisfy(check -> assertThat(check.toString()).contains("dead-letter"));
        }
    }

    @Test
    void credentialsThatAreRefusedAndWrongUsageEndWithTwo() throws Exception {
        try (RemoteStack remote = new RemoteStack()) {
            assertThat(remote.run("doctor", "--stak").code()).isEqualTo(2);
            deny(remote, "GetCallerIdentity");
            RemoteStack.Result result = remote.run("doctor");
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.out()).isEmpty();
            assertThat(result.err().lines()).hasSize(1);
        }
    }

    @Test
    void printsATableOfEightyColumnsWithoutColours() throws Exception {
        try (RemoteStack remote = new RemoteStack()) {
            message(remote, "IntakeDeadLett");
            RemoteStack.Result result = remote.run("doctor");
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.out().lines())
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
            assertThat(result.out()).doesNotContain("\u001b");
            assertThat(result.out().lines())
                    .anyMatch(line -> line.matches("fail +dead-letter-queues +FineTuning-.*"))
                    .anyMatch(line -> line.matches(" +To do: .*"))
                    .anyMatch(line -> line.matches("\\d+ pass, \\d+ warn, 1 fail, 0 could not check"));
            JsonNode json = remote.json("doctor").json();
            assertThat(json.properties()).hasSize(1);
            assertThat(json.path("checks"))
                    .allSatisfy(check -> assertThat(check.fieldNames())
                            .toIterable()
                            .containsExactly("name", "result", "found", "remedy"));
        }
    }

    private static final String CUSTOM_MODELS = "L-CB5B847D";
    private static final String BOOTSTRAP = "/cdk-bootstrap/hnb659fds/version";

    private static Row row(String check, String result, String found, Change change) {
        return new Row(check, result, found, change, false);
    }

    /** Returns a row for a check whose request is denied. */
    private static Row denied(String check, String action) {
        String found = check.equals("imported-buckets") ? "" : action;
        return row(check, "could not check", found, remote -> deny(remote, action.substring(action.indexOf(':') + 1)));
    }

    private static void deny(RemoteStack remote, String operation) {
        deny(remote, operation, RemoteStack.USER::equals);
    }

    private static void deny(RemoteStack remote, String operation, Predicate<String> role) {
        aws(remote)
                .faults()
                .add(
                        call -> role.test(call.role()) && call.operation().equals(operation),
                        Fault.ACCESS_DENIED,
                        Long.MAX_VALUE);
    }

    private static void offer(RemoteStack remote, UnaryOperator<Offer> change) {
        aws(remote).bedrock().offer("amazon.nova-micro-v1:0", change);
    }

    private static void status(RemoteStack remote, String status) {
        aws(remote).cloudFormation().status("FineTuning", status);
    }

    private static void undeploy(RemoteStack remote) {
        aws(remote).cloudFormation().delete("FineTuning");
        aws(remote).ssm().remove(descriptor(remote));
    }

    /** Somebody deploys a second workflow. */
    private static void another(RemoteStack remote) {
        String first = remote.stack().descriptor().identity().tag();
        aws(remote)
                .ssm()
                .set(
                        ParameterPaths.descriptor("Other-0a1b2c3d"),
                        remote.stack().descriptor().toJson().replace(first, "Other-0a1b2c3d"));
    }

    private static String descriptor(RemoteStack remote) {
        return ParameterPaths.descriptor(remote.stack().descriptor().identity().tag());
    }

    private static void bootstrap(RemoteStack remote, String version) {
        aws(remote).ssm().set(BOOTSTRAP, version);
    }

    private static void policies(RemoteStack remote, int number, int length) {
        for (int i = 0; i < number; i++) {
            String resource = "log-group:" + "x".repeat(length);
            aws(remote)
                    .logs()
                    .put(
                            "policy-" + i,
                            "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\":"
                                    + " {\"Service\": \"es.amazonaws.com\"}, \"Resource\": \"" + resource + "\"}]}");
        }
    }

    private static String delivery(String resource) {
        return "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": {\"Service\": [\"delivery.logs.amazonaws.com\"]},"
                + " \"Action\": [\"logs:CreateLogStream\", \"logs:PutLogEvents\"], \"Resource\": [\"arn:aws:logs:us-east-1:"
                + DeployedStack.ACCOUNT + ":" + resource + "\"]}}";
    }

    private static String name(RemoteStack remote) {
        return name(remote, PREPARE_DATASET);
    }

    private static String name(RemoteStack remote, String step) {
        return aws(remote).lambda().names().stream()
                .filter(name -> name.contains("-FineTuning" + step))
                .findFirst()
                .orElseThrow();
    }

    private static void function(RemoteStack remote, String member, String value) {
        aws(remote).lambda().change(name(remote), Json.object().put(member, value));
    }

    private static void variable(RemoteStack remote, String variable, String value) {
        ObjectNode members = Json.object();
        members.putObject("Environment").putObject("Variables").put(variable, value);
        aws(remote).lambda().change(name(remote), members);
    }

    private static void message(RemoteStack remote, String queue) {
        aws(remote).sqs().all().forEach((url, held) -> {
            if (url.contains(queue)) {
                held.send(Json.object());
            }
        });
    }

    private static void key(RemoteStack remote, String state) {
        aws(remote).kms().state(aws(remote).kms().arns().get(0), state);
    }

    private static void logTo(RemoteStack remote, String group) {
        ObjectNode properties = Json.object();
        properties
                .putObject("LoggingConfiguration")
                .putArray("Destinations")
                .addObject()
                .putObject("CloudWatchLogsLogGroup")
                .put("LogGroupArn", "arn:aws:logs:us-east-1:" + DeployedStack.ACCOUNT + ":log-group:" + group + ":*");
        aws(remote)
                .states()
                .createStateMachine(
                        remote.stack().stateMachineArn(),
                        StateMachine.parse(remote.stack().definition()),
                        properties);
    }

    private static void subscribe(RemoteStack remote, boolean confirmed) {
        aws(remote).sns().subscribe(remote.stack().output("TopicArn"), "email", "ann@example.com", confirmed);
    }

    /** Marks the datasets bucket of the stack, which has the required configuration, as imported. */
    private static void imported(RemoteStack remote, boolean sameKey) {
        String key = remote.clients()
                .lambda()
                .getFunctionConfiguration(r -> r.functionName(name(remote)))
                .kmsKeyArn();
        ObjectNode variables = Json.object()
                .put("FT_IMPORTED_BUCKETS", "datasets")
                .put("DATASETS_KEY_ARN", sameKey ? key : anotherThan(remote, key));
        ObjectNode environment = Json.object();
        environment.set("Variables", variables);
        ObjectNode members = Json.object();
        members.set("Environment", environment);
        aws(remote).lambda().change(name(remote), members);
    }

    private static String anotherThan(RemoteStack remote, String key) {
        return aws(remote).kms().arns().stream()
                .filter(arn -> !arn.equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** Aborts a run whose job the stack is not allowed to stop. */
    static void leaveAJob(RemoteStack remote, Path folder) throws Exception {
        deny(remote, "StopModelCustomizationJob", role -> true);
        Path dataset = Stacks.smallDataset(folder, "{\"spendingCeiling\": 1000}");
        for (String file : List.of("train.jsonl", "test.jsonl", "run.json")) {
            remote.stack().upload("inbox/small/" + file, Files.readAllBytes(dataset.resolve(file)));
        }
        remote.pass(Duration.ofMinutes(10));
        remote.stack().executions().get(0).stop("Aborted", "Stopped by the user.");
        remote.pass(Duration.ofMinutes(20));
    }

    private static LocalAws aws(RemoteStack remote) {
        return remote.stack().aws();
    }

    private static List<JsonNode> checks(RemoteStack.Result result) {
        return StreamSupport.stream(result.json().path("checks").spliterator(), false)
                .toList();
    }

    private static void assertOnlyReads(RemoteStack remote, int from) {
        List<CallRecord> calls = new ArrayList<>(remote.stack().calls());
        List<CallRecord> made = calls.subList(from, calls.size());
        assertThat(made).isNotEmpty();
        assertThat(made).allSatisfy(call -> assertThat(call.operation()).matches(READS));
        assertThat(made).noneMatch(call -> call.status() == 501);
    }
}
