package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * The permissions that are required to run in a network, where Lambda and Bedrock create network interfaces on behalf
 * of a role.
 */
final class NetworkAccess {
    private static final String MANAGED = "BedrockManaged";
    private static final String JOB = "BedrockModelCustomizationJobArn";

    private NetworkAccess() {}

    /**
     * Allows Lambda to create and delete network interfaces with the role's permissions. Lambda requires these
     * permissions on all resources. The function's own code cannot use them.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html">Functions in a VPC</a>
     */
    public static PolicyStatement[] ofFunctions() {
        List<String> actions = List.of(
                "ec2:AssignPrivateIpAddresses",
                "ec2:CreateNetworkInterface",
                "ec2:DeleteNetworkInterface",
                "ec2:DescribeNetworkInterfaces",
                "ec2:DescribeSubnets",
                "ec2:UnassignPrivateIpAddresses");
        return new PolicyStatement[] {
            Statements.allow("LambdaInterfaces", actions, List.of("*")),
            PolicyStatement.Builder.create()
                    .sid("NoInterfacesByCode")
                    .effect(Effect.DENY)
                    .actions(actions)
                    .resources(List.of("*"))
                    .conditions(Map.of("Null", Map.of("lambda:SourceFunctionArn", "false")))
                    .build()
        };
    }

    /**
     * Allows Bedrock to manage its own network interfaces, identified by their tags, in the network's subnets.
     *
     * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/vpc-model-customization.html">Fine-tuning jobs
     *     in a VPC</a>
     */
    static List<PolicyStatement> ofJobs(Network network) {
        Stack stack = Stack.of(network);
        String jobs = arn(stack, "bedrock", "model-customization-job", "*");
        List<String> interfaces = List.of(arn(stack, "ec2", "network-interface", "*"));
        List<String> subnets = network.getSubnetIds().stream()
                .map(subnet -> arn(stack, "ec2", "subnet", subnet))
                .toList();
        List<String> places = new ArrayList<>(subnets);
        places.add(
                arn(stack, "ec2", "security-group", network.getSecurityGroup().getSecurityGroupId()));
        return List.of(
                // EC2's Describe actions do not support resource-level permissions.
                Statements.allow(
                        "SeeNetwork",
                        List.of(
                                "ec2:DescribeDhcpOptions",
                                "ec2:DescribeNetworkInterfaces",
                                "ec2:DescribeSecurityGroups",
                                "ec2:DescribeSubnets",
                                "ec2:DescribeVpcs"),
                        List.of("*")),
                Statements.allow(
                        "CreateInterfaces",
                        List.of("ec2:CreateNetworkInterface"),
                        interfaces,
                        Map.of(
                                "StringEquals", Map.of("aws:RequestTag/" + MANAGED, "true"),
                                "ArnLike", Map.of("aws:RequestTag/" + JOB, jobs))),
                Statements.allow("CreateInterfacesIn", List.of("ec2:CreateNetworkInterface"), places),
                Statements.allow(
                        "UseInterfaces",
                        List.of(
                                "ec2:CreateNetworkInterfacePermission",
                                "ec2:DeleteNetworkInterface",
                                "ec2:DeleteNetworkInterfacePermission"),
                        interfaces,
                        Map.of(
                                "ArnEquals", Map.of("ec2:Subnet", subnets),
                                "StringEquals", Map.of("ec2:ResourceTag/" + MANAGED, "true"),
                                "ArnLike", Map.of("ec2:ResourceTag/" + JOB, jobs))),
                Statements.allow(
                        "TagInterfaces",
                        List.of("ec2:CreateTags"),
                        interfaces,
                        Map.of(
                                "StringEquals", Map.of("ec2:CreateAction", "CreateNetworkInterface"),
                                "ForAllValues:StringEquals", Map.of("aws:TagKeys", List.of(MANAGED, JOB)))));
    }

    private static String arn(Stack stack, String service, String resource, String name) {
        return stack.formatArn(ArnComponents.builder()
                .service(service)
                .resource(resource)
                .resourceName(name)
                .arnFormat(ArnFormat.SLASH_RESOURCE_NAME)
                .build());
    }
}
