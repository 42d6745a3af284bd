package io.github.bedrockfinetuning.constructs.internal;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.CfnFlowLog;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * The flow logs of a VPC: addresses, ports, and sizes of every accepted or rejected connection, but never its
 * content.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html">The role of flow logs</a>
 */
public final class FlowLogs extends Construct {
    public FlowLogs(Construct scope, String id, IVpc vpc, IKey key, RetentionDays retention) {
        super(scope, id);
        Stack stack = Stack.of(this);
        LogGroup log = LogGroup.Builder.create(this, "Log")
                .encryptionKey(key)
                .retention(retention)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        Role role = Role.Builder.create(this, "Role")
                .description("Writes the flow logs of the fine-tuning network")
                .assumedBy(ServicePrincipal.Builder.create("vpc-flow-logs.amazonaws.com")
                        .conditions(Map.of(
                                "StringEquals", Map.of("aws:SourceAccount", stack.getAccount()),
                                "ArnLike",
                                        Map.of(
                                                "aws:SourceArn",
                                                stack.formatArn(ArnComponents.builder()
                                                        .service("ec2")
                                                        .resource("vpc-flow-log")
                                                        .resourceName("*")
                                                        .arnFormat(ArnFormat.SLASH_RESOURCE_NAME)
                                                        .build()))))
                        .build())
                .build();
        ManagedPolicy policy = ManagedPolicy.Builder.create(this, "Policy")
                .roles(List.of(role))
                .statements(List.of(Statements.allow(
                        "FlowLog",
                        List.of("logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"),
                        List.of(log.getLogGroupArn()))))
                .build();
        CfnFlowLog flows = CfnFlowLog.Builder.create(this, "Resource")
                .resourceType("VPC")
                .resourceId(vpc.getVpcId())
                .trafficType("ALL")
                .logDestinationType("cloud-watch-logs")
                .logGroupName(log.getLogGroupName())
                .deliverLogsPermissionArn(role.getRoleArn())
                .build();
        flows.getNode().addDependency(policy);
    }
}
