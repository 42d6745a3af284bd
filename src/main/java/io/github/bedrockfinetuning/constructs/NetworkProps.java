package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.PropRules;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.RetentionDays;

/** Properties of a {@link Network}. All have defaults. Build them with {@link #builder()}. */
public final class NetworkProps {
    private static final int FEWEST_ZONES = 2;

    private final @Nullable IVpc vpc;
    private final SubnetSelection subnets;
    private final @Nullable List<String> zones;
    private final boolean withoutEndpoints;
    private final @Nullable IKey logsKey;
    private final RetentionDays logRetention;

    private NetworkProps(Builder builder) {
        if (builder.zones != null) {
            PropRules.requireElements("zones", builder.zones);
        }
        vpc = builder.vpc;
        subnets = builder.subnets == null
                ? SubnetSelection.builder()
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .build()
                : builder.subnets;
        zones = builder.zones == null ? null : List.copyOf(builder.zones);
        withoutEndpoints = builder.withoutEndpoints;
        logsKey = builder.logsKey;
        logRetention = builder.logRetention == null ? RetentionDays.ONE_YEAR : builder.logRetention;
        if (zones != null && vpc != null) {
            throw new IllegalArgumentException(
                    "zones applies only to a new VPC. Specify subnets of the existing VPC instead.");
        }
        if (zones != null && !Token.isUnresolved(zones) && Set.copyOf(zones).size() < FEWEST_ZONES) {
            throw new IllegalArgumentException(
                    "zones is " + zones + ". Specify at least " + FEWEST_ZONES + " different Availability Zones.");
        }
        if (vpc == null && (builder.subnets != null || withoutEndpoints)) {
            throw new IllegalArgumentException(
                    "subnets and withoutEndpoints apply only to an existing VPC. Set vpc, or remove them.");
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    public @Nullable IVpc vpc() {
        return vpc;
    }

    public SubnetSelection subnets() {
        return subnets;
    }

    public @Nullable List<String> zones() {
        return zones;
    }

    public boolean withoutEndpoints() {
        return withoutEndpoints;
    }

    public @Nullable IKey logsKey() {
        return logsKey;
    }

    public RetentionDays logRetention() {
        return logRetention;
    }

    /** Builds {@link NetworkProps}. */
    public static final class Builder {
        private @Nullable IVpc vpc;
        private @Nullable SubnetSelection subnets;
        private @Nullable List<String> zones;
        private boolean withoutEndpoints;
        private @Nullable IKey logsKey;
        private @Nullable RetentionDays logRetention;

        private Builder() {}

        /**
         * An existing VPC, whose owner remains responsible for flow logs and the default security group. Default: a new
         * one.
         */
        public Builder vpc(IVpc value) {
            vpc = value;
            return this;
        }

        /** Subnets of the existing VPC, in at least two Availability Zones. Default: its isolated subnets. */
        public Builder subnets(SubnetSelection value) {
            subnets = value;
            return this;
        }

        /**
         * At least two Availability Zones for a new VPC, such as {@code us-east-1a}. Not every service supports
         * interface endpoints in every zone. {@code aws ec2 describe-vpc-endpoint-services} lists the zones of each
         * service. Default: the first two of the Region.
         *
         * @see <a href="https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html">Create a VPC
         *     endpoint</a>
         */
        public Builder zones(@Nullable List<String> value) {
            zones = value;
            return this;
        }

        /**
         * Indicates whether the existing VPC already has the required endpoints: a gateway endpoint for S3, interface
         * endpoints with private DNS for bedrock, bedrock-runtime, states, sns, and ssm, and one for events if rules
         * use the workflow's events. Default: false, so they are created.
         */
        public Builder withoutEndpoints(boolean value) {
            withoutEndpoints = value;
            return this;
        }

        /**
         * The key that encrypts a new VPC's flow logs. Default: the workflow's logs key; without a workflow, an AWS
         * owned key.
         */
        public Builder logsKey(IKey value) {
            logsKey = value;
            return this;
        }

        /** The retention of a new VPC's flow logs. Default: one year. */
        public Builder logRetention(RetentionDays value) {
            logRetention = value;
            return this;
        }

        /**
         * Builds the props.
         *
         * @throws IllegalArgumentException if subnets or {@code withoutEndpoints} are specified for a new VPC, or if
         *     zones are specified for an existing VPC or are fewer than two
         */
        public NetworkProps build() {
            return new NetworkProps(this);
        }
    }
}
