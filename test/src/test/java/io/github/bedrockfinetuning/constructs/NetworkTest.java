package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.run.Aws;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;

class NetworkTest {
    /** The clients in the handlers and the endpoints that they require; empty for a service without an endpoint. */
    private static final Map<String, String> ENDPOINTS = Map.of(
            "s3", "s3",
            "bedrock", "bedrock",
            "bedrockRuntime", "bedrock-runtime",
            "stepFunctions", "states",
            "sns", "sns",
            "ssm", "ssm",
            "serviceQuotas", "",
            "eventBridge", "");

    private static final Synthesized STACK = workflow(NetworkProps.builder().build());

    private static Synthesized workflow(NetworkProps network) {
        return Synthesized.stack("us-east-1", stack -> workflow(stack, network));
    }

    private static void workflow(Stack stack, NetworkProps network) {
        new FineTuningWorkflow(
                stack,
                "FineTuning",
                FineTuningWorkflowProps.builder().network(network).build());
    }

    /** Returns the endpoints of the stack by service name. */
    private static Map<String, JsonNode> endpoints(Synthesized stack) {
        Map<String, JsonNode> endpoints = new TreeMap<>();
        stack.all("AWS::EC2::VPCEndpoint").values().forEach(endpoint -> {
            String service = Synthesized.resolved(endpoint.at("/Properties/ServiceName"));
            endpoints.put(service.substring(service.lastIndexOf('.') + 1), endpoint.path("Properties"));
        });
        return endpoints;
    }

    @Test
    void hasNoWayToTheInternet() {
        for (String way : List.of(
                "InternetGateway",
                "NatGateway",
                "EgressOnlyInternetGateway",
                "EIP",
                "VPCGatewayAttachment",
                "Route",
                "TransitGatewayAttachment",
                "VPCPeeringConnection")) {
            assertThat(STACK.all("AWS::EC2::" + way)).isEmpty();
        }
        assertThat(STACK.all("AWS::EC2::Subnet"))
                .hasSize(2)
                .allSatisfy((id, subnet) -> assertThat(
                                subnet.at("/Properties/MapPublicIpOnLaunch").asBoolean())
                        .isFalse());
        assertThat(STACK.all("AWS::EC2::Subnet").values().stream()
                        .map(subnet -> subnet.at("/Properties/AvailabilityZone").toString())
                        .distinct())
                .hasSize(2);
    }

    @Test
    void hasAnEndpointForEveryClientOfTheHandlersAndForNothingElse() {
        Set<String> clients =
                Arrays.stream(Aws.class.getMethods()).map(Method::getName).collect(Collectors.toSet());
        assertThat(clients).isEqualTo(ENDPOINTS.keySet());
        Set<String> needed = new TreeSet<>(ENDPOINTS.values());
        needed.remove("");
        assertThat(endpoints(STACK).keySet()).isEqualTo(needed);
        assertThat(endpoints(STACK).get("s3").path("VpcEndpointType").asText()).isEqualTo("Gateway");
        assertThat(endpoints(STACK).get("s3").path("RouteTableIds")).hasSize(2);
        assertThat(endpoints(STACK).values().stream()
                        .filter(endpoint -> endpoint.path("PrivateDnsEnabled").asBoolean()))
                .hasSize(5)
                .allSatisfy(endpoint -> assertThat(endpoint.path("SubnetIds")).hasSize(2));
    }

    @Test
    void endpointsLetThroughWhatTheRolesInsideMayDoForThisAccountAlone() {
        Set<String> allowed = new TreeSet<>();
        STACK.all("AWS::IAM::ManagedPolicy")
                .values()
                .forEach(policy -> Synthesized.statements(policy.at("/Properties/PolicyDocument"))
                        .forEach(statement -> allowed.addAll(pairs(statement))));
        Set<String> through = new TreeSet<>();
        endpoints(STACK).forEach((service, endpoint) -> {
            List<JsonNode> statements = Synthesized.statements(endpoint.path("PolicyDocument"));
            assertThat(statements).as(service).isNotEmpty();
            for (JsonNode statement : statements) {
                assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
                if (statement.path("Sid").asText().equals("AnswersToCloudFormation")) {
                    continue; // This request is not made with a role. See StackEndTest.
                }
                assertThat(statement
                                .at("/Condition/StringEquals/aws:PrincipalAccount/Ref")
                                .asText())
                        .as(service)
                        .isEqualTo("AWS::AccountId");
                through.addAll(pairs(statement));
            }
        });
        assertThat(through).isSubsetOf(allowed);
        // All actions that the requests of the functions require.
        Set<String> own = new TreeSet<>();
        for (String step : STACK.all("AWS::Lambda::Function").keySet()) {
            STACK.all("AWS::IAM::ManagedPolicy").entrySet().stream()
                    .filter(policy -> policy.getKey().startsWith(step.replaceFirst("Function[0-9A-F]{8}$", "Policy")))
                    .forEach(policy -> Synthesized.statements(policy.getValue().at("/Properties/PolicyDocument"))
                            .forEach(statement -> own.addAll(pairs(statement))));
        }
        own.removeIf(pair -> !pair.matches("(s3|bedrock|states|sns|ssm):.*"));
        assertThat(own).hasSizeGreaterThan(30);
        assertThat(through).containsAll(own);
    }

    private static Set<String> pairs(JsonNode statement) {
        Set<String> pairs = new TreeSet<>();
        JsonNode resources = statement.path("Resource");
        for (String action : Synthesized.texts(statement.path("Action"))) {
            (resources.isArray() ? resources : List.of(resources))
                    .forEach(resource -> pairs.add(action + " " + Synthesized.resolved(resource)));
        }
        return pairs;
    }

    @Test
    void putsEveryFunctionAndJobInside() {
        assertThat(steps(STACK)).hasSize(17).allSatisfy((id, function) -> {
            assertThat(function.at("/Properties/VpcConfig/SubnetIds")).hasSize(2);
            assertThat(function.at("/Properties/VpcConfig/SecurityGroupIds")).hasSize(1);
        });
        JsonNode training =
                STACK.one("AWS::Lambda::Function", "StartTrainingFunction").at("/Properties/Environment/Variables");
        assertThat(training.path("JOB_SUBNETS").toString()).contains("IsolatedSubnet1", "IsolatedSubnet2");
        assertThat(training.path("JOB_SECURITY_GROUPS").toString()).contains("NetworkInside");
        JsonNode interfaces = STACK.statement("CustomizationPolicy", "UseInterfaces");
        assertThat(interfaces.at("/Condition/ArnEquals/ec2:Subnet")).hasSize(2);
        assertThat(interfaces
                        .at("/Condition/StringEquals/ec2:ResourceTag~1BedrockManaged")
                        .asText())
                .isEqualTo("true");
    }

    private static Map<String, JsonNode> steps(Synthesized stack) {
        return stack.all("AWS::Lambda::Function").entrySet().stream()
                .filter(function ->
                        function.getValue().at("/Properties/Runtime").asText().startsWith("java"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void keepsFunctionsFromMakingNetworkInterfacesThemselves() {
        JsonNode deny = STACK.statement("FineTuningTellPolicy", "NoInterfacesByCode");
        assertThat(deny.path("Effect").asText()).isEqualTo("Deny");
        assertThat(deny.at("/Condition/Null/lambda:SourceFunctionArn").asText()).isEqualTo("false");
        assertThat(Synthesized.texts(deny.path("Action")))
                .isEqualTo(Synthesized.texts(STACK.statement("FineTuningTellPolicy", "LambdaInterfaces")
                        .path("Action")));
    }

    @Test
    void letsNothingInButHttpsFromInsideToTheEndpoints() {
        assertThat(STACK.all("AWS::EC2::SecurityGroupIngress")).hasSize(1).allSatisfy((id, rule) -> {
            assertThat(rule.at("/Properties/FromPort").asInt()).isEqualTo(443);
            assertThat(rule.at("/Properties/ToPort").asInt()).isEqualTo(443);
            assertThat(rule.at("/Properties/SourceSecurityGroupId").toString()).contains("NetworkInside");
        });
        assertThat(STACK.all("AWS::EC2::SecurityGroup"))
                .hasSize(2)
                .allSatisfy((id, group) -> assertThat(group.path("Properties").has("SecurityGroupIngress"))
                        .isFalse());
        JsonNode out = STACK.one("AWS::EC2::SecurityGroup", "NetworkInside").at("/Properties/SecurityGroupEgress");
        assertThat(out).hasSize(1);
        assertThat(out.at("/0/ToPort").asInt()).isEqualTo(443);
    }

    @Test
    void closesTheDefaultSecurityGroupAndLogsEveryConnection() {
        assertThat(STACK.all("Custom::VpcRestrictDefaultSG")).hasSize(1);
        JsonNode flows = STACK.one("AWS::EC2::FlowLog", "FlowLogs").path("Properties");
        assertThat(flows.path("TrafficType").asText()).isEqualTo("ALL");
        assertThat(flows.path("ResourceId").toString()).contains("Vpc");
        assertThat(STACK.one("AWS::Logs::LogGroup", "FlowLogs")
                        .at("/Properties/KmsKeyId")
                        .toString())
                .contains("LogsKey");
        assertThat(STACK.one("AWS::IAM::Role", "FlowLogs").toString())
                .contains("aws:SourceAccount")
                .contains("vpc-flow-log/*");
    }

    @Test
    void doesNotAskServiceQuotasWhichHasNoEndpoint() {
        assertThat(STACK.template().toString()).doesNotContain("servicequotas:");
        assertThat(STACK.one("AWS::Lambda::Function", "PrepareDatasetFunction")
                        .at("/Properties/Environment/Variables/FT_WITHOUT_SERVICE_QUOTAS")
                        .asText())
                .isEqualTo("true");
    }

    @Test
    void takesAnExistingVpcAndItsEndpoints() {
        Synthesized own = Synthesized.stack(
                "us-east-1",
                stack -> workflow(
                        stack, NetworkProps.builder().vpc(existing(stack)).build()));
        assertThat(own.all("AWS::EC2::VPC")).isEmpty();
        assertThat(own.all("AWS::EC2::FlowLog")).isEmpty();
        assertThat(endpoints(own)).hasSize(6);
        assertThat(steps(own).values())
                .allSatisfy(function -> assertThat(
                                function.at("/Properties/VpcConfig/SubnetIds").toString())
                        .isEqualTo("[\"subnet-1\",\"subnet-2\"]"));
        Synthesized whole = Synthesized.stack(
                "us-east-1",
                stack -> workflow(
                        stack,
                        NetworkProps.builder()
                                .vpc(existing(stack))
                                .withoutEndpoints(true)
                                .build()));
        assertThat(endpoints(whole)).isEmpty();
    }

    private static IVpc existing(Stack stack) {
        return Vpc.fromVpcAttributes(
                stack,
                "Vpc",
                VpcAttributes.builder()
                        .vpcId("vpc-1")
                        .availabilityZones(List.of("us-east-1a", "us-east-1b"))
                        .isolatedSubnetIds(List.of("subnet-1", "subnet-2"))
                        .isolatedSubnetRouteTableIds(List.of("rtb-1", "rtb-2"))
                        .publicSubnetIds(List.of("subnet-3", "subnet-4"))
                        .build());
    }

    @Test
    void failsForPublicSubnetsForOneZoneAndForChoicesWithoutAVpc() {
        Stack stack = Synthesized.empty("us-east-1");
        IVpc vpc = existing(stack);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Network(
                        stack,
                        "Public",
                        NetworkProps.builder()
                                .vpc(vpc)
                                .subnets(SubnetSelection.builder()
                                        .subnetType(SubnetType.PUBLIC)
                                        .build())
                                .build(),
                        null))
                .withMessageContaining("public");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Network(
                        stack,
                        "OneZone",
                        NetworkProps.builder()
                                .vpc(vpc)
                                .subnets(SubnetSelection.builder()
                                        .availabilityZones(List.of("us-east-1a"))
                                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                                        .build())
                                .build(),
                        null))
                .withMessageContaining("1 subnets in 1 Availability Zones");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NetworkProps.builder().withoutEndpoints(true).build())
                .withMessageContaining("Set vpc");
    }

    @Test
    void takesTheZonesThatItIsGiven() {
        Synthesized chosen = workflow(NetworkProps.builder()
                .zones(List.of("us-east-1c", "us-east-1f"))
                .build());
        assertThat(chosen.all("AWS::EC2::Subnet").values())
                .extracting(subnet -> subnet.at("/Properties/AvailabilityZone").asText())
                .containsExactlyInAnyOrder("us-east-1c", "us-east-1f");
    }

    @Test
    void failsForOneZoneAndForZonesOfAnExistingVpc() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NetworkProps.builder()
                        .zones(List.of("us-east-1a", "us-east-1a"))
                        .build())
                .withMessageContaining("at least 2 different Availability Zones");
        IVpc vpc = existing(Synthesized.empty("us-east-1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NetworkProps.builder()
                        .vpc(vpc)
                        .zones(List.of("us-east-1a", "us-east-1b"))
                        .build())
                .withMessageContaining("Specify subnets");
    }
}
