package io.github.bedrockfinetuning.constructs;

import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.RetentionDays;

/** What a {@link Network} is made of. Everything has a default; build one with {@link #builder()}. */
public record NetworkProps(
        IVpc vpc, SubnetSelection subnets, boolean withoutEndpoints, IKey logsKey, RetentionDays logRetention) {

    /**
     * @throws IllegalArgumentException if subnets are chosen, or endpoints left out, of a VPC that does not exist yet
     */
    public NetworkProps {
        if (vpc == null && (subnets != null || withoutEndpoints)) {
            throw new IllegalArgumentException(
                    "subnets and withoutEndpoints are for a VPC of your own. Give vpc as well, or leave them out.");
        }
        subnets = subnets == null
                ? SubnetSelection.builder()
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .build()
                : subnets;
        logRetention = logRetention == null ? RetentionDays.ONE_YEAR : logRetention;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Builds {@link NetworkProps}. */
    public static final class Builder {
        private IVpc vpc;
        private SubnetSelection subnets;
        private boolean withoutEndpoints;
        private IKey logsKey;
        private RetentionDays logRetention;

        private Builder() {}

        /** An existing VPC; flow logs and the default security group stay its owner's. Default: a new one. */
        public Builder vpc(IVpc value) {
            vpc = value;
            return this;
        }

        /** Subnets of the existing VPC, in at least two zones. Default: its isolated subnets. */
        public Builder subnets(SubnetSelection value) {
            subnets = value;
            return this;
        }

        /**
         * The existing VPC already has the endpoints: S3's gateway, and interfaces, with private DNS, of bedrock,
         * bedrock-runtime, states, sns and ssm. Default: false, they are made.
         */
        public Builder withoutEndpoints(boolean value) {
            withoutEndpoints = value;
            return this;
        }

        /** Encrypts a new VPC's flow logs. Default: the workflow's key for logs; alone, a key of AWS's. */
        public Builder logsKey(IKey value) {
            logsKey = value;
            return this;
        }

        /** How long a new VPC's flow logs are kept. Default: one year. */
        public Builder logRetention(RetentionDays value) {
            logRetention = value;
            return this;
        }

        /**
         * @throws IllegalArgumentException if subnets are chosen, or endpoints left out, of a VPC that does not exist yet
         */
        public NetworkProps build() {
            return new NetworkProps(vpc, subnets, withoutEndpoints, logsKey, logRetention);
        }
    }
}
