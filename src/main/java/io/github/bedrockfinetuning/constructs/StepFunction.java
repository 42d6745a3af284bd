package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.Accepted;
import io.github.bedrockfinetuning.constructs.internal.Flags;
import io.github.bedrockfinetuning.constructs.internal.Statements;
import io.github.bedrockfinetuning.constructs.internal.StepsCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.Version;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * A step of the workflow: a Lambda function (Java 25 on arm64, with tracing) with its own role and log group.
 * Initially, the role can only write its own logs and traces. {@link #allow} adds permissions.
 */
public final class StepFunction extends Construct implements IGrantable {
    private final Function function;
    private final Role role;
    private final ManagedPolicy policy;
    private final LogGroup logGroup;
    private final @Nullable Network network;

    StepFunction(Construct scope, String id, StepFunctionProps props) {
        super(scope, id);
        Flags.pin(this);
        network = props.network();
        logGroup = LogGroup.Builder.create(this, "Log")
                .logGroupName(props.logGroupName())
                .encryptionKey(props.logsKey())
                .retention(props.logRetention())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        role = Role.Builder.create(this, "Role")
                .roleName(props.roleName())
                .description(props.description())
                // Lambda does not send a source when it assumes a function's role, so the policy has no condition.
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        policy = ManagedPolicy.Builder.create(this, "Policy")
                .roles(List.of(role))
                .build();
        allow(
                Statements.allow(
                        "OwnLog",
                        List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                        List.of(logGroup.getLogGroupArn())),
                // X-Ray actions do not support resource-level permissions.
                Statements.allow("Traces", List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords"), List.of("*")));
        if (props.environmentKey() != null) {
            allow(ownEnvironment(props.environmentKey()));
        }
        if (network != null) {
            allow(NetworkAccess.ofFunctions());
        }
        Function.Builder builder = Function.Builder.create(this, "Function")
                .description(props.description())
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .code(props.code() == null ? StepsCode.code() : props.code())
                .handler(props.handler())
                .memorySize(props.memoryMiB())
                .timeout(props.timeout())
                .ephemeralStorageSize(props.temporaryStorage())
                .environment(props.environment())
                .environmentEncryption(props.environmentKey())
                .role(role)
                .logGroup(logGroup)
                // Executions in progress call the version with which they started.
                .currentVersionOptions(VersionOptions.builder()
                        .removalPolicy(RemovalPolicy.RETAIN)
                        .build());
        if (network != null) {
            builder.vpc(network.getVpc())
                    .vpcSubnets(network.getSubnets())
                    .securityGroups(List.of(network.getSecurityGroup()));
        }
        function = builder.build();
        // Set on the resource itself, because the CDK's own option would add an inline policy to the role.
        template()
                .setTracingConfig(CfnFunction.TracingConfigProperty.builder()
                        .mode("Active")
                        .build());
        function.getNode().addDependency(policy);
        accepted();
    }

    /**
     * Allows decrypting the function's environment. Lambda decrypts it with a grant for the function's role, which is
     * created with the permissions of the deploying principal. Without that grant, the role's own permission applies.
     * The function's name is not known before the role exists, so the statement uses a pattern.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html">Securing Lambda
     *     environment variables</a>
     */
    private PolicyStatement ownEnvironment(IKey key) {
        String functions = Stack.of(this)
                .formatArn(ArnComponents.builder()
                        .service("lambda")
                        .resource("function")
                        .resourceName("*")
                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                        .build());
        return Statements.allow(
                "OwnEnvironment",
                List.of("kms:Decrypt"),
                List.of(key.getKeyArn()),
                Map.of("StringLike", Map.of("kms:EncryptionContext:aws:lambda:FunctionArn", functions)));
    }

    private void accepted() {
        Accepted.finding(
                function,
                "The function calls only AWS services over TLS and can be called only through the Lambda API. In a VPC, it would require an endpoint for each service.",
                "NIST.800.53.R5-LambdaInsideVPC",
                "PCI.DSS.321-LambdaInsideVPC",
                "HIPAA.Security-LambdaInsideVPC",
                "CT.LAMBDA.PR.3");
        Accepted.finding(
                function,
                "The callers limit the concurrency: the state machine, the queue, or the schedule. Reserved concurrency would reduce the concurrency that is available to other functions in the account.",
                "NIST.800.53.R5-LambdaConcurrency",
                "HIPAA.Security-LambdaConcurrency");
    }

    public Function getFunction() {
        return function;
    }

    /** Returns the current published version of the function. It is retained when the next version is published. */
    public Version getVersion() {
        return function.getCurrentVersion();
    }

    public Role getRole() {
        return role;
    }

    public LogGroup getLogGroup() {
        return logGroup;
    }

    /** Adds permissions to the step. */
    public StepFunction allow(PolicyStatement... statements) {
        policy.addStatements(statements);
        Accepted.wildcards(policy, List.of(statements));
        if (network != null) {
            List.of(statements).forEach(network::letThrough);
        }
        return this;
    }

    /** Sets the destination for asynchronous calls for which all retries failed. */
    public StepFunction deadLetters(IQueue queue) {
        template()
                .setDeadLetterConfig(CfnFunction.DeadLetterConfigProperty.builder()
                        .targetArn(queue.getQueueArn())
                        .build());
        return allow(Statements.allow("DeadLetters", List.of("sqs:SendMessage"), List.of(queue.getQueueArn())));
    }

    @Override
    public IPrincipal getGrantPrincipal() {
        return role;
    }

    private CfnFunction template() {
        return (CfnFunction) function.getNode().getDefaultChild();
    }
}
