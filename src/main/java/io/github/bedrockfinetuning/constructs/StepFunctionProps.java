package io.github.bedrockfinetuning.constructs;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.logs.RetentionDays;

/** Properties of a {@link StepFunction}. All except the handler have defaults. Build them with {@link #builder()}. */
final class StepFunctionProps {
    private final @Nullable String handler;
    private final @Nullable String description;
    private final @Nullable Code code;
    private final int memoryMiB;
    private final Duration timeout;
    private final Size temporaryStorage;
    private final Map<String, String> environment;
    private final @Nullable IKey environmentKey;
    private final @Nullable IKey logsKey;
    private final RetentionDays logRetention;
    private final @Nullable Network network;
    private final @Nullable String logGroupName;
    private final @Nullable String roleName;

    private StepFunctionProps(Builder builder) {
        handler = builder.handler;
        description = builder.description;
        code = builder.code;
        memoryMiB = builder.memoryMiB == 0 ? 512 : builder.memoryMiB;
        timeout = builder.timeout == null ? Duration.minutes(1) : builder.timeout;
        temporaryStorage = builder.temporaryStorage == null ? Size.mebibytes(512) : builder.temporaryStorage;
        environment = builder.environment == null ? Map.of() : Map.copyOf(builder.environment);
        environmentKey = builder.environmentKey;
        logsKey = builder.logsKey;
        logRetention = builder.logRetention == null ? RetentionDays.ONE_YEAR : builder.logRetention;
        network = builder.network;
        logGroupName = builder.logGroupName;
        roleName = builder.roleName;
        if (handler == null || handler.isBlank()) {
            throw new IllegalArgumentException(
                    "A step function requires a handler, for example \"com.example.Score::handleRequest\".");
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    public @Nullable String handler() {
        return handler;
    }

    public @Nullable String description() {
        return description;
    }

    public @Nullable Code code() {
        return code;
    }

    public int memoryMiB() {
        return memoryMiB;
    }

    public Duration timeout() {
        return timeout;
    }

    public Size temporaryStorage() {
        return temporaryStorage;
    }

    public Map<String, String> environment() {
        return environment;
    }

    public @Nullable IKey environmentKey() {
        return environmentKey;
    }

    public @Nullable IKey logsKey() {
        return logsKey;
    }

    public RetentionDays logRetention() {
        return logRetention;
    }

    public @Nullable Network network() {
        return network;
    }

    public @Nullable String logGroupName() {
        return logGroupName;
    }

    public @Nullable String roleName() {
        return roleName;
    }

    /** Builds {@link StepFunctionProps}. */
    public static final class Builder {
        private @Nullable String handler;
        private @Nullable String description;
        private @Nullable Code code;
        private int memoryMiB;
        private @Nullable Duration timeout;
        private @Nullable Size temporaryStorage;
        private @Nullable Map<String, String> environment;
        private @Nullable IKey environmentKey;
        private @Nullable IKey logsKey;
        private @Nullable RetentionDays logRetention;
        private @Nullable Network network;
        private @Nullable String logGroupName;
        private @Nullable String roleName;

        private Builder() {}

        /** The class and method that Lambda calls. Required. */
        public Builder handler(String value) {
            handler = value;
            return this;
        }

        /** The description of the function and its role. Default: none. */
        public Builder description(String value) {
            description = value;
            return this;
        }

        /** The function's code. Default: the workflow's own steps. */
        public Builder code(Code value) {
            code = value;
            return this;
        }

        /** The memory in MiB, which also determines the available CPU power. Default: 512. */
        public Builder memoryMiB(int value) {
            memoryMiB = value;
            return this;
        }

        /** The timeout of one call, at most 15 minutes. Default: 1 minute. */
        public Builder timeout(Duration value) {
            timeout = value;
            return this;
        }

        /** The size of {@code /tmp}, from 512 MiB to 10 GiB. Default: 512 MiB. */
        public Builder temporaryStorage(Size value) {
            temporaryStorage = value;
            return this;
        }

        /** Environment variables. Default: none. */
        public Builder environment(Map<String, String> value) {
            environment = value;
            return this;
        }

        /** The key that encrypts the environment variables. Default: an AWS key. */
        public Builder environmentKey(IKey value) {
            environmentKey = value;
            return this;
        }

        /** The key that encrypts the log group. Its policy must let CloudWatch Logs use it. Default: an AWS key. */
        public Builder logsKey(IKey value) {
            logsKey = value;
            return this;
        }

        /** The log retention. Default: one year. */
        public Builder logRetention(RetentionDays value) {
            logRetention = value;
            return this;
        }

        /** The name of the log group. Default: CloudFormation generates it. */
        public Builder logGroupName(@Nullable String value) {
            logGroupName = value;
            return this;
        }

        /** The name of the function's role. Default: CloudFormation generates it. */
        public Builder roleName(@Nullable String value) {
            roleName = value;
            return this;
        }

        /** The network of the function. Default: none, so the function is not in a VPC. */
        public Builder network(@Nullable Network value) {
            network = value;
            return this;
        }

        /**
         * @throws IllegalArgumentException if no handler is given
         */
        public StepFunctionProps build() {
            return new StepFunctionProps(this);
        }
    }
}
