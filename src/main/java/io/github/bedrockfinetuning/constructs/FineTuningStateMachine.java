package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.Accepted;
import io.github.bedrockfinetuning.constructs.internal.Definition;
import io.github.bedrockfinetuning.constructs.internal.Flags;
import io.github.bedrockfinetuning.constructs.internal.Step;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachine;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.constructs.Construct;

/**
 * The workflow's state machine. It is a Standard workflow, encrypted with the data key, and traced. It logs every event
 * without the contents of the state. It calls published versions of the steps, so an update does not affect runs in
 * progress.
 */
final class FineTuningStateMachine extends Construct {
    private static final int DATA_KEY_REUSE_SECONDS = 300;
    private static final int ADDRESS = 8;

    /**
     * The prefix of the log group's name. With any other name, log delivery adds an entry to a resource policy of the
     * account, which CloudWatch Logs limits to 5,120 characters. If the policy is full, the deployment fails.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-log-troubleshooting">
     *     Troubleshooting logging to CloudWatch Logs</a>
     */
    private static final String VENDED_LOGS = "/aws/vendedlogs/states/";

    private final StateMachine stateMachine;

    /**
     * Creates the state machine.
     *
     * @throws IllegalArgumentException if a step is missing
     */
    FineTuningStateMachine(Construct scope, String id, FineTuningStateMachineProps props) {
        super(scope, id);
        Flags.pin(this);
        DataStore store = props.dataStore();
        Stack stack = Stack.of(this);
        MachineAccess access = new MachineAccess(store);
        LogGroup log = LogGroup.Builder.create(this, "Log")
                .logGroupName(VENDED_LOGS + stack.getStackName() + "-"
                        + getNode().getAddr().substring(0, ADDRESS))
                .encryptionKey(store.getLogsKey())
                .retention(props.logRetention())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        Role role = Role.Builder.create(this, "Role")
                .description("Runs the fine-tuning workflow")
                .assumedBy(ServicePrincipal.Builder.create("states.amazonaws.com")
                        .conditions(Map.of(
                                "StringEquals", Map.of("aws:SourceAccount", stack.getAccount()),
                                "ArnLike",
                                        Map.of(
                                                "aws:SourceArn",
                                                stack.formatArn(ArnComponents.builder()
                                                        .service("states")
                                                        .resource("stateMachine")
                                                        .resourceName("*")
                                                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                                                        .build()))))
                        .build())
                .build();
        Map<String, StepFunction> called = new TreeMap<>();
        IChainable definition = new Definition(
                        this,
                        step -> {
                            StepFunction function = function(props, step);
                            called.put(step.id(), function);
                            return function.getVersion();
                        },
                        store.getDatasets(),
                        props.approvalTimeout())
                .build();
        // Only the functions that it calls. The others might have permissions on the state machine, which would cause a
        // circular dependency.
        ManagedPolicy policy = policy(
                "Policy",
                role,
                access.statements(called.values().stream()
                        .map(function -> function.getFunction().getFunctionArn())
                        .toList()));
        called.values().forEach(function -> Accepted.awaited(function.getFunction()));
        stateMachine = StateMachine.Builder.create(this, "StateMachine")
                .stateMachineType(StateMachineType.STANDARD)
                // The role is complete. The permissions that the CDK would add are broader than necessary.
                .role(role.withoutPolicyUpdates())
                .definitionBody(DefinitionBody.fromChainable(definition))
                .timeout(props.timeout())
                .tracingEnabled(true)
                .logs(LogOptions.builder()
                        .destination(log)
                        .level(LogLevel.ALL)
                        .includeExecutionData(false)
                        .build())
                .build();
        ((CfnStateMachine) stateMachine.getNode().getDefaultChild())
                .setEncryptionConfiguration(CfnStateMachine.EncryptionConfigurationProperty.builder()
                        .type("CUSTOMER_MANAGED_KMS_KEY")
                        .kmsKeyId(store.getDataKey().getKeyArn())
                        .kmsDataKeyReusePeriodSeconds(DATA_KEY_REUSE_SECONDS)
                        .build());
        stateMachine.getNode().addDependency(policy);
        // The CDK creates this policy anyway, for a role that ignores it. It must not be part of the template.
        stateMachine.getNode().tryRemoveChild("DistributedMapPolicy");
        policy("ChildrenPolicy", role, access.children(stateMachine));
    }

    private ManagedPolicy policy(String id, Role role, List<PolicyStatement> statements) {
        ManagedPolicy policy = ManagedPolicy.Builder.create(this, id)
                .roles(List.of(role))
                .statements(statements)
                .build();
        Accepted.wildcards(policy, statements);
        return policy;
    }

    public StateMachine getStateMachine() {
        return stateMachine;
    }

    private static StepFunction function(FineTuningStateMachineProps props, Step step) {
        StepFunction function = props.steps().get(step.stepName());
        if (function == null) {
            throw new IllegalArgumentException("The steps of the state machine do not include " + step.id() + ".");
        }
        return function;
    }
}
