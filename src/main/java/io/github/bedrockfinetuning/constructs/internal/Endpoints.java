package io.github.bedrockfinetuning.constructs.internal;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpoint;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.VpcEndpoint;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.StarPrincipal;
import software.constructs.Construct;

/**
 * The endpoints of a network, one for each service that a role in the network can call. An endpoint is created when a
 * role gets the first permission for its service. Its policy contains exactly these permissions.
 */
public final class Endpoints extends Construct {
    private static final Map<String, InterfaceVpcEndpointAwsService> INTERFACES = Map.of(
            "Bedrock", InterfaceVpcEndpointAwsService.BEDROCK,
            "BedrockRuntime", InterfaceVpcEndpointAwsService.BEDROCK_RUNTIME,
            "Events", InterfaceVpcEndpointAwsService.EVENTBRIDGE,
            "Sns", InterfaceVpcEndpointAwsService.SNS,
            "Ssm", InterfaceVpcEndpointAwsService.SSM,
            "States", InterfaceVpcEndpointAwsService.STEP_FUNCTIONS);

    private final IVpc vpc;
    private final SubnetSelection subnets;
    private final SecurityGroup doors;
    private final Map<String, VpcEndpoint> made = new TreeMap<>();
    private final Set<String> open = new HashSet<>();

    /**
     * Creates the endpoints.
     *
     * @param inside the security group of the resources that can use the endpoints
     */
    public Endpoints(Construct scope, String id, IVpc vpc, SubnetSelection subnets, ISecurityGroup inside) {
        super(scope, id);
        this.vpc = vpc;
        this.subnets = subnets;
        doors = SecurityGroup.Builder.create(this, "Doors")
                .vpc(vpc)
                .description("Interface endpoints: inbound HTTPS from the network, no outbound traffic")
                .allowAllOutbound(false)
                .build();
        doors.addIngressRule(inside, Port.tcp(443), "From functions and fine-tuning jobs");
    }

    /**
     * Allows the calls that a role in the network makes through the endpoints. Calls between services do not need
     * permission.
     */
    public void letThrough(PolicyStatement statement) {
        Map<String, List<String>> actions = new LinkedHashMap<>();
        for (String action : statement.getActions()) {
            String door = door(action);
            if (door != null) {
                actions.merge(door, List.of(action), Endpoints::sum);
            }
        }
        actions.forEach((door, through) -> {
            Map<String, Map<String, Object>> conditions = conditions(statement);
            if (open.add(door + through + statement.getResources() + conditions)) {
                made.computeIfAbsent(door, this::make)
                        .addToPolicy(Statements.allowPrincipal(
                                null, new StarPrincipal(), through, statement.getResources(), conditions));
            }
        });
    }

    /**
     * Allows responses to custom resource requests. They are sent to a CloudFormation bucket at a presigned URL, which
     * does not allow reading.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/vpc-interface-endpoints.html">VPC
     *     endpoint considerations</a>
     */
    public void letAnswersThrough() {
        Stack stack = Stack.of(this);
        String region = Fn.join("", Fn.split("-", stack.getRegion()));
        String objects = stack.formatArn(ArnComponents.builder()
                .service("s3")
                .region("")
                .account("")
                .resource("cloudformation-custom-resource-response-" + region)
                .resourceName("*")
                .build());
        made.computeIfAbsent("S3", this::make)
                .addToPolicy(Statements.allowPrincipal(
                        "AnswersToCloudFormation",
                        new StarPrincipal(),
                        List.of("s3:PutObject"),
                        List.of(objects),
                        Map.of()));
    }

    private static @Nullable String door(String action) {
        return switch (action.substring(0, action.indexOf(':'))) {
            case "bedrock" -> action.startsWith("bedrock:InvokeModel") ? "BedrockRuntime" : "Bedrock";
            case "events" -> "Events";
            case "s3" -> "S3";
            case "sns" -> "Sns";
            case "ssm" -> "Ssm";
            case "states" -> "States";
            default -> null;
        };
    }

    private VpcEndpoint make(String door) {
        if (door.equals("S3")) {
            return GatewayVpcEndpoint.Builder.create(this, door)
                    .vpc(vpc)
                    .service(GatewayVpcEndpointAwsService.S3)
                    .subnets(List.of(subnets))
                    .build();
        }
        return InterfaceVpcEndpoint.Builder.create(this, door)
                .vpc(vpc)
                .service(INTERFACES.get(door))
                .subnets(subnets)
                .securityGroups(List.of(doors))
                .privateDnsEnabled(true)
                .open(false)
                .build();
    }

    /** Returns the conditions of the role's statement, restricted to identities of this account. */
    @SuppressWarnings("unchecked")
    private Map<String, Map<String, Object>> conditions(PolicyStatement statement) {
        Map<String, Map<String, Object>> conditions = new TreeMap<>();
        Map<String, Map<String, Object>> own = (Map<String, Map<String, Object>>) statement.getConditions();
        own.forEach((operator, keys) -> conditions.put(operator, new TreeMap<>(keys)));
        conditions
                .computeIfAbsent("StringEquals", operator -> new TreeMap<>())
                .put("aws:PrincipalAccount", Stack.of(this).getAccount());
        return conditions;
    }

    private static List<String> sum(List<String> some, List<String> more) {
        return java.util.stream.Stream.concat(some.stream(), more.stream()).toList();
    }
}
