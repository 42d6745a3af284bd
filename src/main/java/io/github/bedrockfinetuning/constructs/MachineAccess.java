package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.Statements;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.Prefixes;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.stepfunctions.StateMachine;

/** The permissions of the state machine's role. */
final class MachineAccess {
    private final Stack stack;
    private final DataStore store;

    public MachineAccess(DataStore store) {
        this.stack = Stack.of(store);
        this.store = store;
    }

    /**
     * Returns the initial permissions. They include every version of a function, because executions keep using the
     * version with which they started.
     */
    public List<PolicyStatement> statements(List<String> functionArns) {
        IKey key = store.getDataKey();
        StoreAccess access = new StoreAccess(store);
        return List.of(
                Statements.allow(
                        "Steps",
                        List.of("lambda:InvokeFunction"),
                        functionArns.stream().map(arn -> arn + ":*").toList()),
                access.read(
                        "Batches",
                        store.getDatasets(),
                        Prefixes.STAGED + "*/" + FileNames.BATCHES,
                        Prefixes.STAGED + "*/" + FileNames.BASELINES),
                access.decrypt(),
                // A state machine without a physical name has no known ARN before it exists, so the statement uses a
                // pattern.
                Statements.allow(
                        "State",
                        List.of("kms:Decrypt", "kms:GenerateDataKey"),
                        List.of(key.getKeyArn()),
                        Map.of(
                                "StringLike",
                                Map.of(
                                        "kms:EncryptionContext:aws:states:stateMachineArn",
                                        arn("states", "stateMachine", "*")))),
                Statements.allow(
                        "EncryptedLogs",
                        List.of("kms:GenerateDataKey"),
                        List.of(key.getKeyArn()),
                        Map.of("StringLike", Map.of("kms:EncryptionContext:SourceArn", arn("logs", "*")))),
                // Log delivery and X-Ray actions do not support resource-level permissions.
                Statements.allow(
                        "LogDelivery",
                        List.of(
                                "logs:CreateLogDelivery",
                                "logs:GetLogDelivery",
                                "logs:UpdateLogDelivery",
                                "logs:DeleteLogDelivery",
                                "logs:ListLogDeliveries",
                                "logs:PutResourcePolicy",
                                "logs:DescribeResourcePolicies",
                                "logs:DescribeLogGroups"),
                        List.of("*")),
                Statements.allow(
                        "Traces",
                        List.of(
                                "xray:PutTraceSegments",
                                "xray:PutTelemetryRecords",
                                "xray:GetSamplingRules",
                                "xray:GetSamplingTargets"),
                        List.of("*")));
    }

    /**
     * Returns the permissions that the Distributed Maps need to start and monitor child executions of the state
     * machine itself.
     */
    public List<PolicyStatement> children(StateMachine machine) {
        return List.of(
                Statements.allow(
                        "StartChildren", List.of("states:StartExecution"), List.of(machine.getStateMachineArn())),
                Statements.allow(
                        "FollowChildren",
                        List.of("states:DescribeExecution", "states:StopExecution"),
                        List.of(arn("states", "execution", machine.getStateMachineName() + ":*"))),
                Statements.allow(
                        "RedriveChildren",
                        List.of("states:RedriveExecution"),
                        List.of(arn("states", "execution", machine.getStateMachineName() + "/*"))));
    }

    private String arn(String service, String resource) {
        return stack.formatArn(ArnComponents.builder()
                .service(service)
                .resource(resource)
                .arnFormat(ArnFormat.NO_RESOURCE_NAME)
                .build());
    }

    private String arn(String service, String resource, String name) {
        return stack.formatArn(ArnComponents.builder()
                .service(service)
                .resource(resource)
                .resourceName(name)
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .build());
    }
}
