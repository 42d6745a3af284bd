package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads networks. Determines who can connect, and whether the functions of the workflow, which run in an isolated
 * network, can reach the internet.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html">Route tables</a>
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html">Security groups</a>
 */
final class NetworkReading {
    private static final Set<String> ANYWHERE = Set.of("0.0.0.0/0", "::/0");
    /** The address ranges of private networks, according to RFC 1918 and RFC 4193. */
    private static final Pattern PRIVATE = Pattern.compile(
            "(10\\.|192\\.168\\.|172\\.(1[6-9]|2\\d|3[01])\\.|f[cd][0-9a-f]{2}:).*/([89]|[1-9]\\d|1[01]\\d|12[0-8])");

    private static final String HANDLERS = "io.github.bedrockfinetuning.steps.";
    private static final String HTTPS = "443";
    /**
     * The pattern of AWS service names. Services of other providers have names such as
     * {@code com.amazonaws.vpce.REGION.vpce-svc-ID}.
     */
    private static final Pattern OF_AWS =
            Pattern.compile("(com\\.amazonaws|aws\\.(api|sagemaker))\\.(?!vpce\\.)[a-z0-9.-]+");

    private NetworkReading() {}

    static void securityGroup(StackResource at, Reading.Context context) {
        at.property("SecurityGroupIngress").forEach(rule -> ingress(at, context, "SecurityGroupIngress", rule));
        JsonNode egress = at.property("SecurityGroupEgress");
        boolean ours = functions(context)
                .anyMatch(function -> holds(function.property("VpcConfig").path("SecurityGroupIds"), at.ref()));
        if (ours && egress.isMissingNode()) {
            out(at, context, "SecurityGroupEgress", "every address, because no rule is declared");
        }
        if (ours) {
            egress.forEach(rule -> egress(at, context, "SecurityGroupEgress", rule));
        }
    }

    static void ingressRule(StackResource at, Reading.Context context) {
        ingress(at, context, "the rule", at.properties());
    }

    static void egressRule(StackResource at, Reading.Context context) {
        boolean ours = functions(context)
                .anyMatch(function -> holds(
                        function.property("VpcConfig").path("SecurityGroupIds"),
                        at.property("GroupId").asText()));
        if (ours) {
            egress(at, context, "the rule", at.properties());
        }
    }

    private static void ingress(StackResource at, Reading.Context context, String path, JsonNode rule) {
        if (!rule.path("SourcePrefixListId").isMissingNode()) {
            context.unread(at, path + ": the addresses of its prefix list are not in the template");
        }
        Stream.of("CidrIp", "CidrIpv6")
                .map(name -> rule.path(name).asText())
                .filter(range -> !range.isEmpty() && !PRIVATE.matcher(range).matches())
                .forEach(range ->
                        context.opening(at, path, "addresses in " + range, "can connect", "Specify a security group."));
    }

    /**
     * Finds an egress rule for public addresses. HTTPS to all addresses is not reported: functions use it for the
     * endpoints in their network, and the routes determine whether traffic can leave the network.
     */
    private static void egress(StackResource at, Reading.Context context, String path, JsonNode rule) {
        String range = rule.path("CidrIp").asText(rule.path("CidrIpv6").asText());
        boolean outside = !range.isEmpty() && !PRIVATE.matcher(range).matches();
        boolean https = rule.path("IpProtocol").asText().equals("tcp")
                && rule.path("FromPort").asText().equals(HTTPS)
                && rule.path("ToPort").asText().equals(HTTPS);
        if (outside && !(https && ANYWHERE.contains(range))) {
            out(at, context, path, "addresses in " + range);
        }
    }

    private static void out(StackResource at, Reading.Context context, String path, String who) {
        context.opening(
                at,
                path,
                who,
                "can be reached by the functions of the workflow",
                "Allow only TCP port 443 to the endpoints.");
    }

    /** Finds a route out of a subnet that the workflow's functions use, or out of an unknown subnet. */
    static void route(StackResource at, Reading.Context context) {
        List<String> subnets = context.resources().stream()
                .filter(resource -> resource.type().equals("AWS::EC2::SubnetRouteTableAssociation"))
                .filter(association -> association
                        .property("RouteTableId")
                        .asText()
                        .equals(at.property("RouteTableId").asText()))
                .map(association -> association.property("SubnetId").asText())
                .toList();
        boolean ours = functions(context)
                .anyMatch(function -> subnets.isEmpty()
                        || subnets.stream()
                                .anyMatch(subnet ->
                                        holds(function.property("VpcConfig").path("SubnetIds"), subnet)));
        boolean local = at.property("GatewayId").asText().equals("local");
        if (ours && !local) {
            out(at, context, "the route", at.property("DestinationCidrBlock").asText("its destination"));
        }
    }

    /** Finds a gateway in a network that only functions of the workflow use. */
    static void gateway(StackResource at, Reading.Context context) {
        String network = at.property("VpcId").asText();
        List<String> subnets = context.resources().stream()
                .filter(resource -> resource.type().equals("AWS::EC2::Subnet")
                        && resource.property("VpcId").asText().equals(network))
                .map(StackResource::ref)
                .toList();
        boolean ours = !subnets.isEmpty()
                && subnets.stream()
                        .allMatch(subnet -> functions(context)
                                .anyMatch(function ->
                                        holds(function.property("VpcConfig").path("SubnetIds"), subnet)));
        if (ours) {
            out(at, context, "the gateway", "every address");
        }
    }

    static void translation(StackResource at, Reading.Context context) {
        boolean ours = functions(context)
                .anyMatch(function -> holds(
                        function.property("VpcConfig").path("SubnetIds"),
                        at.property("SubnetId").asText()));
        if (ours) {
            out(at, context, "the gateway", "every address");
        }
    }

    static void peering(StackResource at, Reading.Context context) {
        context.opening(
                at,
                "the connection",
                "the owner of the other network",
                "can reach this network",
                "Remove the connection.");
    }

    /** Reads a VPC endpoint. An endpoint without a policy allows all actions of all identities on all resources. */
    static void endpoint(StackResource at, Reading.Context context) {
        String service = at.property("ServiceName").asText();
        if (!OF_AWS.matcher(service).matches()) {
            out(at, context, "ServiceName", "the owner of the endpoint service " + service);
        }
        if (at.property("PolicyDocument").isMissingNode()) {
            context.opening(
                    at,
                    "PolicyDocument",
                    "everybody",
                    "every action on every resource, because the endpoint has no policy",
                    "Add a policy to the endpoint that requires aws:PrincipalAccount.");
        }
    }

    private static Stream<StackResource> functions(Reading.Context context) {
        return context.resources().stream()
                .filter(resource -> resource.type().equals("AWS::Lambda::Function"))
                .filter(function -> function.property("Handler").asText().startsWith(HANDLERS)
                        && !function.property("VpcConfig").isMissingNode());
    }

    private static boolean holds(JsonNode list, String id) {
        for (JsonNode one : list) {
            if (one.asText().equals(id)) {
                return true;
            }
        }
        return false;
    }
}
