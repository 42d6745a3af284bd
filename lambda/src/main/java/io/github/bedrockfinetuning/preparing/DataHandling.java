package io.github.bedrockfinetuning.preparing;

import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.run.Failure;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.DataRetentionMode;
import software.amazon.awssdk.services.bedrock.model.GetAccountDataRetentionResponse;
import software.amazon.awssdk.services.bedrock.model.LoggingConfig;

/**
 * Checks whether the account logs or retains prompts and answers. Both settings apply to the whole account in a
 * Region, so they are reported, never changed.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html">Model invocation
 *     logging</a>
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/data-retention.html">Data retention</a>
 */
public final class DataHandling {
    /** The command that turns off data retention. */
    public static final String KEEP_NONE = "aws bedrock put-account-data-retention --mode none";

    private final BedrockClient bedrock;
    private final String region;

    public DataHandling(Platform platform) {
        bedrock = platform.aws().bedrock();
        region = platform.require(EnvironmentVariables.AWS_REGION);
    }

    /** Returns notes for the user, or an empty list if prompts and answers are neither logged nor retained. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        look("The logging of prompts and answers", this::logging).ifPresent(notes::add);
        look(
                        "The retention of prompts and answers by AWS",
                        () -> retention().map(found -> found + " To turn off retention, run " + KEEP_NONE + "."))
                .ifPresent(notes::add);
        return notes;
    }

    /**
     * Returns a description of the locations to which Bedrock also writes every prompt and answer, or an empty
     * Optional if it does not log them.
     */
    public Optional<String> logging() {
        LoggingConfig config =
                bedrock.getModelInvocationLoggingConfiguration(r -> {}).loggingConfig();
        if (config == null || Boolean.FALSE.equals(config.textDataDeliveryEnabled())) {
            return Optional.empty();
        }
        List<String> places = new ArrayList<>();
        if (config.s3Config() != null) {
            places.add("s3://" + config.s3Config().bucketName());
        }
        if (config.cloudWatchConfig() != null) {
            places.add("log group " + config.cloudWatchConfig().logGroupName());
        }
        return Optional.of("Model invocation logging is enabled for this account in " + region
                + ". Bedrock also writes every prompt and answer to " + String.join(" and ", places)
                + ". Everyone who has read access to these logs can read this run's records.");
    }

    /**
     * Returns a description of how AWS retains prompts and answers, or an empty Optional if AWS does not retain them.
     */
    public Optional<String> retention() {
        GetAccountDataRetentionResponse answer = bedrock.getAccountDataRetention(r -> {});
        if (answer.mode() == DataRetentionMode.NONE) {
            return Optional.empty();
        }
        String meaning = switch (answer.mode()) {
            case PROVIDER_DATA_SHARE ->
                "if a model requires it, AWS retains prompts and answers and shares them with the model's provider";
            case DEFAULT, INHERIT ->
                "the terms of each model determine whether AWS temporarily retains prompts and answers";
            default -> "see the AWS documentation for this mode";
        };
        return Optional.of("Bedrock's data retention mode for this account in " + region + " is "
                + answer.modeAsString() + ": " + meaning + ".");
    }

    private static Optional<String> look(String what, Supplier<Optional<String>> at) {
        try {
            return at.get();
        } catch (RuntimeException e) {
            Failure failure = Failures.of(e);
            if (failure.mayPass()) {
                throw failure;
            }
            return Optional.of(what + " could not be checked: " + failure.getMessage());
        }
    }
}
