package io.github.bedrockfinetuning.checkers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.openings.Openings;
import io.github.bedrockfinetuning.local.openings.StackTemplate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that the stacks have no openings with any option, and that all of their parts can be read. */
class CheckedOpeningsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ISOLATED = "Isolated";

    static List<String> stacks() {
        return CheckedStacks.names();
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void nothingLeadsOutAndEverythingIsRead(String stack) {
        Openings openings = openings(CheckedStacks.template(stack));
        assertThat(openings.openings()).isEmpty();
        assertThat(openings.unread()).isEmpty();
    }

    /** What would give the isolated network a way out. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    AWS::EC2::VPCGatewayAttachment;  {"VpcId":{"Ref":"VPC"},"InternetGatewayId":"igw-1"}
                    AWS::EC2::EgressOnlyInternetGateway; {"VpcId":{"Ref":"VPC"}}
                    AWS::EC2::NatGateway;            {"SubnetId":{"Ref":"SUBNET"}}
                    AWS::EC2::Route;                 {"RouteTableId":{"Ref":"TABLE"},"DestinationCidrBlock":"0.0.0.0/0","GatewayId":"igw-1"}
                    AWS::EC2::Route;                 {"RouteTableId":{"Ref":"TABLE"},"DestinationCidrBlock":"172.16.0.0/12","TransitGatewayId":"tgw-1"}
                    AWS::EC2::VPCPeeringConnection;  {"VpcId":{"Ref":"VPC"},"PeerVpcId":"vpc-2"}
                    AWS::EC2::SecurityGroupEgress;   {"GroupId":{"Fn::GetAtt":["GROUP","GroupId"]},"IpProtocol":"-1","CidrIp":"0.0.0.0/0"}
                    AWS::EC2::SecurityGroupEgress;   {"GroupId":{"Fn::GetAtt":["GROUP","GroupId"]},"IpProtocol":"tcp","FromPort":443,"ToPort":443,"CidrIp":"203.0.113.0/24"}
                    AWS::EC2::SecurityGroupIngress;  {"GroupId":{"Fn::GetAtt":["GROUP","GroupId"]},"IpProtocol":"tcp","CidrIp":"0.0.0.0/0"}
                    AWS::EC2::SecurityGroupIngress;  {"GroupId":{"Fn::GetAtt":["GROUP","GroupId"]},"IpProtocol":"tcp","CidrIpv6":"::/0"}
                    AWS::EC2::SecurityGroupIngress;  {"GroupId":{"Fn::GetAtt":["GROUP","GroupId"]},"IpProtocol":"tcp","CidrIp":"203.0.113.7/32"}
                    AWS::EC2::VPCEndpoint;           {"VpcId":{"Ref":"VPC"},"ServiceName":"com.amazonaws.us-east-1.execute-api"}
                    """)
    void aWayOutOfTheIsolatedNetworkIsFound(String type, String properties) throws Exception {
        ObjectNode template = CheckedStacks.template(ISOLATED).deepCopy();
        ObjectNode added = ((ObjectNode) template.path("Resources")).putObject("Added");
        added.put("Type", type);
        added.set(
                "Properties",
                JSON.readTree(properties
                        .replace("\"VPC\"", quoted(template, "AWS::EC2::VPC", ""))
                        .replace("\"SUBNET\"", quoted(template, "AWS::EC2::Subnet", ""))
                        .replace("\"TABLE\"", quoted(template, "AWS::EC2::RouteTable", ""))
                        .replace("\"GROUP\"", quoted(template, "AWS::EC2::SecurityGroup", "Inside"))));
        assertThat(openings(template).openings()).isNotEmpty();
    }

    @Test
    void anEndpointOfTheIsolatedNetworkWithoutItsPolicyIsFound() {
        JsonNode template = CheckedStacks.template(ISOLATED).deepCopy();
        template.path("Resources").forEach(resource -> {
            if (resource.path("Type").asText().equals("AWS::EC2::VPCEndpoint")) {
                ((ObjectNode) resource.path("Properties")).remove("PolicyDocument");
            }
        });
        assertThat(openings(template).openings()).hasSizeGreaterThanOrEqualTo(5);
    }

    private static String quoted(JsonNode template, String type, String part) {
        return template.path("Resources").properties().stream()
                .filter(entry -> entry.getValue().path("Type").asText().equals(type)
                        && entry.getKey().contains(part))
                .map(entry -> "\"" + entry.getKey() + "\"")
                .findFirst()
                .orElseThrow();
    }

    private static Openings openings(JsonNode template) {
        return Openings.of(List.of(new StackTemplate("Stack", "us-east-1", template, Map.of())), null);
    }
}
