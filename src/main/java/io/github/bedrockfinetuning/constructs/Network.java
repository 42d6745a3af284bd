package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.Accepted;
import io.github.bedrockfinetuning.constructs.internal.Endpoints;
import io.github.bedrockfinetuning.constructs.internal.Existing;
import io.github.bedrockfinetuning.constructs.internal.Flags;
import io.github.bedrockfinetuning.constructs.internal.FlowLogs;
import io.github.bedrockfinetuning.constructs.internal.Owners;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SelectedSubnets;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * A network without internet access for functions and fine-tuning jobs. It has isolated subnets in two zones, a gateway
 * endpoint for S3, and an interface endpoint for each other service that a role in the network calls. An endpoint
 * allows only the calls that these roles are permitted to make, and only for identities of this account.
 *
 * <p>Endpoints exist for S3, Bedrock, Step Functions, SNS and Systems Manager. Service Quotas has no endpoint, so steps
 * in the network do not call it. Logs, traces, queues, and the decryption of objects are traffic of Lambda and S3,
 * which does not pass through the network.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/vpc-interface-endpoints.html">Bedrock's interface
 *     endpoints</a>
 */
public final class Network extends Construct {
    /** The resource that the CDK uses to restrict default security groups, which exists once per stack. */
    private static final String CLOSING = "Custom::VpcRestrictDefaultSGCustomResourceProvider";

    private static final int FEWEST_ZONES = 2;
    private static final int MOST_SUBNETS_OF_A_JOB = 16;

    private final IVpc vpc;
    private final SelectedSubnets subnets;
    private final SubnetSelection selection;
    private final SecurityGroup securityGroup;
    private final @Nullable Endpoints endpoints;

    /**
     * Creates a network.
     *
     * @param logsKey the key that encrypts flow logs unless the props specify another key
     * @throws IllegalArgumentException if the subnets of an existing VPC are public, are in fewer than two zones, or
     *     are more than a fine-tuning job accepts
     */
    Network(Construct scope, String id, NetworkProps props, IKey logsKey) {
        super(scope, id);
        Flags.pin(this);
        if (props.vpc() != null) {
            Existing.requireReachable(this, "vpc", "VPC", "Vpc.fromVpcAttributes", props.vpc());
        }
        vpc = props.vpc() == null ? isolated(props.zones()) : props.vpc();
        subnets = vpc.selectSubnets(props.subnets());
        selection = SubnetSelection.builder().subnets(subnets.getSubnets()).build();
        // The CDK looks up the subnets after the first pass of synthesis.
        if (!Boolean.TRUE.equals(subnets.getIsPendingLookup())) {
            require();
        }
        if (props.vpc() != null && !props.withoutEndpoints()) {
            Owners.claim(this, props.vpc());
        }
        if (props.vpc() == null) {
            new FlowLogs(
                    this,
                    "FlowLogs",
                    vpc,
                    props.logsKey() == null ? logsKey : Existing.key(this, "logsKey", props.logsKey()),
                    props.logRetention());
        }
        securityGroup = SecurityGroup.Builder.create(this, "Inside")
                .vpc(vpc)
                .description("Functions and fine-tuning jobs: outbound HTTPS, no inbound traffic")
                .allowAllOutbound(false)
                .build();
        // Only the route to the S3 gateway endpoint contains the addresses of S3. There is no route to other addresses.
        securityGroup.addEgressRule(Peer.anyIpv4(), Port.tcp(443), "To the endpoints");
        endpoints = props.withoutEndpoints() ? null : new Endpoints(this, "Endpoints", vpc, selection, securityGroup);
    }

    public IVpc getVpc() {
        return vpc;
    }

    /** Returns the subnets of the functions and jobs. */
    public SubnetSelection getSubnets() {
        return selection;
    }

    public List<String> getSubnetIds() {
        return subnets.getSubnetIds();
    }

    /** Returns the security group of the functions and jobs, which allows outbound HTTPS and no inbound traffic. */
    public ISecurityGroup getSecurityGroup() {
        return securityGroup;
    }

    /**
     * Allows the calls that a role in the network makes through the endpoints, but only for identities in this
     * account.
     */
    public void letThrough(PolicyStatement statement) {
        if (endpoints != null) {
            endpoints.letThrough(statement);
        }
    }

    /** Allows access to the URL at which CloudFormation receives custom resource responses. */
    void letAnswersThrough() {
        if (endpoints != null) {
            endpoints.letAnswersThrough();
        }
    }

    /**
     * Creates a VPC without internet access.
     *
     * @param zones the Availability Zones; null for the first two in the Region
     */
    private Vpc isolated(@Nullable List<String> zones) {
        Vpc made = Vpc.Builder.create(this, "Vpc")
                .maxAzs(zones == null ? FEWEST_ZONES : null)
                .availabilityZones(zones)
                .natGateways(0)
                .createInternetGateway(false)
                .restrictDefaultSecurityGroup(true)
                .subnetConfiguration(List.of(SubnetConfiguration.builder()
                        .name("Isolated")
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .build()))
                .build();
        IConstruct closing = Stack.of(this).getNode().tryFindChild(CLOSING);
        if (closing != null) {
            Accepted.finding(
                    closing.getNode().findChild("Handler"),
                    "This CDK function removes the rules of the default security group at deployment. It calls "
                            + "EC2, for which the network has no endpoint, and has no access to data.",
                    "CT.LAMBDA.PR.3");
        }
        return made;
    }

    private void require() {
        if (subnets.getHasPublic()) {
            throw new IllegalArgumentException("The network's subnets are public. Specify isolated subnets.");
        }
        Set<String> zones = new TreeSet<>();
        for (ISubnet subnet : subnets.getSubnets()) {
            zones.add(subnet.getAvailabilityZone());
        }
        int count = subnets.getSubnets().size();
        if (zones.size() < FEWEST_ZONES || count > MOST_SUBNETS_OF_A_JOB) {
            throw new IllegalArgumentException(
                    "The network has " + count + " subnets in " + zones.size() + " Availability Zones. Specify "
                            + FEWEST_ZONES + " to " + MOST_SUBNETS_OF_A_JOB + " subnets in at least " + FEWEST_ZONES
                            + " Availability Zones.");
        }
    }
}
