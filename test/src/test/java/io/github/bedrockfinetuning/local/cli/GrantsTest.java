package io.github.bedrockfinetuning.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.contract.ParameterPaths;
import io.github.bedrockfinetuning.contract.WorkflowDescriptor;
import io.github.bedrockfinetuning.local.access.StackPolicies;
import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.local.iam.AuthorizationRequest;
import io.github.bedrockfinetuning.local.iam.Decision;
import io.github.bedrockfinetuning.local.iam.Statement;
import io.github.bedrockfinetuning.local.rehearsal.DeployedStack;
import io.github.bedrockfinetuning.local.rehearsal.OperatedApp;
import io.github.bedrockfinetuning.local.rehearsal.Stacks;
import io.github.bedrockfinetuning.run.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/**
 * The commands in the roles that {@code grantOperate}, {@code grantSubmit}, {@code grantApprove}, {@code grantReadReports}
 * and {@code grantInvokePromoted} make, for one of two workflows in another team's stack.
 */
class GrantsTest {
    @TempDir
    private static Path folder;

    private static DeployedStack stack;
    private static WorkflowDescriptor routing;
    private static String summaries;
    private static RemoteStack operator;
    private static RemoteStack submitter;
    private static RemoteStack approver;
    private static RemoteStack reader;
    private static RemoteStack application;
    private static RemoteStack administrator;
    private static Path dataset;

    @BeforeAll
    static void operate() throws Exception {
        stack = OperatedApp.deploy();
        routing = stack.descriptor();
        administrator = new RemoteStack(stack);
        operator = as(OperatedApp.OPERATOR);
        submitter = as(OperatedApp.SUBMITTER);
        approver = as(OperatedApp.APPROVER);
        reader = as(OperatedApp.READER);
        application = as(OperatedApp.APPLICATION);
        summaries =
                administrator
                        .clients()
                        .aws()
                        .ssm()
                        .getParametersByPath(r -> r.path(ParameterPaths.DESCRIPTORS))
                        .parameters()
                        .stream()
                        .map(parameter ->
                                WorkflowDescriptor.read(parameter.value()).identity())
                        .filter(identity -> identity.path().equals("Analytics/Summaries"))
                        .findFirst()
                        .orElseThrow()
                        .tag();
        dataset = Stacks.smallDataset(folder, "{\"approval\": \"always\"}");
        approved();
        promoted();
        cleaned();
    }

    @AfterAll
    static void close() {
        stack.close();
    }

    /** One person uploads, another approves, a third follows the run, and an operator examines the workflow. */
    private static void approved() {
        RemoteStack.Result examined = operator.json("doctor", "--workflow", tag());
        assertThat(examined.json().path("checks"))
                .isNotEmpty()
                .noneMatch(check -> check.path("result").asText().equals("could not check"));
        assertThat(examined.code()).as(examined.out()).isZero();

        String id = submit(submitter);
        stack.clock().runUntil(stack.clock().now().plus(Duration.ofMinutes(30)));
        JsonNode waiting = done(reader.json("status", id, "--workflow", tag())).json();
        assertThat(waiting.path("waitsFor").asText()).isEqualTo("approval");
        assertThat(waiting.at("/estimate/total/high").isNumber()).isTrue();
        done(approver.run("approve", id, "--workflow", tag()));
        stack.clock().runUntil(stack.clock().now().plus(Duration.ofMinutes(20)));
        assertThat(done(reader.json("status", id, "--workflow", tag()))
                        .json()
                        .path("waitsFor")
                        .asText())
                .isEqualTo("training");
        assertThat(approver.run("approve", id, "--workflow", tag()).err()).contains("is not waiting for approval");
        stack.settle();
        assertThat(done(reader.run("status", id, "--workflow", tag())).out()).contains("SUCCEEDED");
        assertThat(done(reader.run("status", "--workflow", tag())).out()).contains(id);

        String declined = submit(submitter);
        stack.clock().runUntil(stack.clock().now().plus(Duration.ofMinutes(30)));
        done(approver.run("decline", declined, "--workflow", tag()));
        stack.settle();
    }

    private static void promoted() throws Exception {
        String first = submit(operator);
        stack.clock().runUntil(stack.clock().now().plus(Duration.ofMinutes(30)));
        done(operator.run("approve", first, "--workflow", tag()));
        stack.settle();
        assertThat(done(operator.run("status", first, "--workflow", tag())).out())
                .contains("SUCCEEDED");
        Stacks.smallDataset(folder, "{\"spendingCeiling\": 1000}");
        String second = submit(operator);
        stack.settle();
        String parameter = done(operator.json("promote", first, "--workflow", tag()))
                .json()
                .path("parameter")
                .asText();
        done(operator.run("promote", second, "--workflow", tag()));
        assertThat(done(operator.json("rollback", "small", "--workflow", tag()))
                        .json()
                        .path("runId")
                        .asText())
                .isEqualTo(first);
        JsonNode stable = Json.read(application
                .clients()
                .aws()
                .ssm()
                .getParameter(r -> r.name(parameter))
                .parameter()
                .value());
        assertThat(application
                        .clients()
                        .aws()
                        .bedrockRuntime()
                        .converse(r -> r.modelId(stable.path("endpoint").asText())
                                .messages(Message.builder()
                                        .role(ConversationRole.USER)
                                        .content(ContentBlock.fromText("Where is my parcel?"))
                                        .build()))
                        .output()
                        .message()
                        .content())
                .isNotEmpty();
    }

    /** The workflow's own roles fail to clean up, so the operator does. */
    private static void cleaned() {
        String caller = OperatedApp.caller(stack, OperatedApp.OPERATOR);
        stack.aws()
                .faults()
                .add(
                        call -> List.of("StopModelCustomizationJob", "DeleteCustomModelDeployment")
                                        .contains(call.operation())
                                && !call.role().equals(caller),
                        Fault.ACCESS_DENIED,
                        Long.MAX_VALUE);
        String aborted = submit(operator);
        stack.clock().runUntil(stack.clock().now().plus(Duration.ofMinutes(15)));
        done(operator.run("abort", aborted, "--workflow", tag()));
        stack.clock().runUntil(stack.clock().now().plus(Duration.ofMinutes(20)));
        assertThat(operator.run("clean", "--workflow", tag()).code()).isEqualTo(1);
        done(operator.run("clean", "--remove", "--workflow", tag()));
        submit(operator);
        stack.clock().runUntil(stack.clock().now().plus(Duration.ofHours(4)));
        done(operator.run("clean", "--remove", "--workflow", tag()));
    }

    @Test
    void everyStatementOfAGrantIsNeeded() throws Exception {
        StackPolicies policies = OperatedApp.policies();
        Map<AuthorizationRequest, Decision> asked = stack.aws().authorizations().asked();
        Map<String, String> unneeded = new LinkedHashMap<>();
        int statements = 0;
        for (Statement statement : policies.statements()) {
            boolean granted = OperatedApp.ROLES.stream()
                    .anyMatch(role -> statement.label().matches(role + "(Default|Overflow)Policy.*/.*"));
            if (!granted || !statement.allows()) {
                continue;
            }
            statements++;
            StackPolicies reduced = policies.without(one -> one.label().equals(statement.label()));
            boolean needed = asked.entrySet().stream()
                    .filter(request -> request.getValue().isAllowed())
                    .map(Map.Entry::getKey)
                    .filter(statement::concerns)
                    .anyMatch(request -> policies.decide(request).isAllowed()
                            && !reduced.decide(request).isAllowed());
            if (!needed) {
                unneeded.put(statement.label(), statement.toString());
            }
        }
        assertThat(statements).isGreaterThan(30);
        assertThat(unneeded)
                .as("statements without which every command runs as before")
                .isEmpty();
    }

    @Test
    void severalWorkflowsAreListedAndToldApart() {
        RemoteStack.Result listed = operator.run("status");
        assertThat(listed.code()).isEqualTo(2);
        assertThat(listed.err().lines()).hasSize(1);
        assertThat(listed.err())
                .contains("--workflow", "Analytics/Routing (" + tag() + ")", "Analytics/Summaries (" + summaries + ")");
        assertThat(operator.json("status", "--workflow", "Analytics/Routing")
                        .json()
                        .path("runs"))
                .isNotEmpty();
        assertThat(administrator
                        .json("status", "--workflow", "Analytics/Summaries")
                        .json()
                        .path("runs"))
                .isEmpty();
        assertThat(administrator.run("status", "--stack", "Analytics").err()).contains("There are 2");
        assertThat(administrator.run("status", "--stack", "Other").err()).contains("in the stack Other");
        assertThat(administrator
                        .run("status", "--workflow", "Analytics/Rooting")
                        .err())
                .contains("Analytics/Routing (" + tag() + ")");
    }

    @Test
    void aGrantIsForOneWorkflowOnly() {
        denied(operator.run("status", "--workflow", summaries), "ssm:GetParameter");
        denied(operator.run("status", "--workflow", "Analytics/Summaries"), "states:ListExecutions");
        denied(operator.run("submit", dataset.toString(), "--workflow", "Analytics/Summaries"), "s3:PutObject");
        denied(operator.run("rollback", "small", "--workflow", "Analytics/Summaries"), "ssm:GetParameterHistory");
        denied(submitter.run("submit", dataset.toString(), "--workflow", summaries), "ssm:GetParameter");
    }

    @Test
    void aGrantAllowsNoOtherCommand() {
        String run = stack.executions().get(0).name();
        denied(submitter.run("status", "--workflow", tag()), "states:ListExecutions");
        denied(submitter.run("approve", run, "--workflow", tag()), "s3:GetObject");
        denied(submitter.run("status"), "ssm:GetParametersByPath");
        denied(approver.run("submit", dataset.toString(), "--workflow", tag()), "s3:PutObject");
        denied(approver.run("status", "--workflow", tag()), "states:ListExecutions");
        denied(approver.run("abort", run, "--workflow", tag()), "states:DescribeExecution");
        denied(reader.run("approve", run, "--workflow", tag()), "s3:GetObject");
        denied(reader.run("submit", dataset.toString(), "--workflow", tag()), "s3:PutObject");
        denied(reader.run("promote", run, "--workflow", tag()), "s3:GetObject");
        denied(reader.run("rollback", "small", "--workflow", tag()), "ssm:GetParameterHistory");
        denied(application.run("status", "--workflow", tag()), "ssm:GetParameter");
        denied(
                operator.run("prove", "--spend", "0", "--workflow", tag(), "--out", folder.toString()),
                "cloudformation:GetTemplate");
    }

    /** What decides about a run is written by its steps only. */
    @Test
    void nobodyChangesTheRecordOrTheStatusOfARun() {
        String run = stack.executions().get(0).name();
        for (RemoteStack person : List.of(operator, submitter, approver, reader, application)) {
            for (String file : List.of("run.json", "status.json", "approval.json", "verdict.json")) {
                assertThatThrownBy(() -> person.clients()
                                .aws()
                                .s3()
                                .putObject(
                                        r -> r.bucket(routing.storage().resultsBucket())
                                                .key("runs/" + run + "/" + file),
                                        RequestBody.fromString("{}")))
                        .isInstanceOf(AwsServiceException.class)
                        .hasMessageContaining("s3:PutObject");
            }
        }
    }

    @Test
    void nobodyReadsDatasetsOrAnswers() {
        String run = stack.executions().get(0).name();
        for (RemoteStack person : List.of(operator, submitter, approver, reader, application)) {
            for (String key : List.of("staged/" + run + "/train.jsonl", "inbox/small/train.jsonl")) {
                assertThatThrownBy(() -> person.clients()
                                .aws()
                                .s3()
                                .getObject(r -> r.bucket(routing.storage().datasetsBucket())
                                        .key(key)))
                        .isInstanceOf(AwsServiceException.class)
                        .hasMessageContaining("s3:GetObject");
            }
            assertThatThrownBy(() -> person.clients()
                            .aws()
                            .s3()
                            .getObject(r -> r.bucket(routing.storage().resultsBucket())
                                    .key("runs/" + run + "/answers/tuned.jsonl")))
                    .isInstanceOf(AwsServiceException.class)
                    .hasMessageContaining("s3:GetObject");
        }
    }

    @Test
    void whoHasNoGrantCannotReadADescriptor() {
        TreeSet<String> readers = new TreeSet<>();
        for (RemoteStack person : List.of(operator, submitter, approver, reader, application)) {
            try {
                person.clients().aws().ssm().getParameter(r -> r.name(ParameterPaths.descriptor(tag())));
                readers.add(person.caller().replaceFirst("^[^-]*-", "").replaceFirst("[0-9A-F]{8}-.*", ""));
            } catch (AwsServiceException e) {
                assertThat(e).hasMessageContaining("ssm:GetParameter");
            }
        }
        assertThat(readers)
                .containsExactly(OperatedApp.APPROVER, OperatedApp.OPERATOR, OperatedApp.READER, OperatedApp.SUBMITTER);
    }

    private static String submit(RemoteStack person) {
        return done(person.json("submit", dataset.toString(), "--workflow", tag()))
                .json()
                .path("runId")
                .asText();
    }

    private static RemoteStack.Result done(RemoteStack.Result result) {
        assertThat(result.code()).as(result.err() + result.out()).isZero();
        return result;
    }

    private static void denied(RemoteStack.Result result, String action) {
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).contains("not authorized to perform " + action);
    }

    private static RemoteStack as(String role) {
        return new RemoteStack(stack, OperatedApp.caller(stack, role));
    }

    private static String tag() {
        return routing.identity().tag();
    }
}
