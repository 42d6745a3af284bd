package io.github.bedrockfinetuning.local.aws.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.format.Examples;
import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.dataset.source.Source;
import io.github.bedrockfinetuning.local.aws.s3.ObjectVersion;
import io.github.bedrockfinetuning.local.aws.s3.S3;
import io.github.bedrockfinetuning.local.aws.settings.Quotas;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data of a job at the time of its validation.
 *
 * @param validation the validation data; null if the job has none
 * @param tokens the estimated number of tokens in the training records
 */
record TrainingData(Source training, @Nullable Source validation, long records, long tokens) {
    private static final int CHARACTERS_PER_TOKEN = 4;

    /** A counter that lambda expressions can update. */
    private static final class Tally {
        private long records;
        private long characters;
    }

    /**
     * Reads the data of a job and counts its records.
     *
     * @throws IOException if the job fails; the message is the failure message of the job
     */
    static TrainingData read(World world, ObjectNode request, Model base) throws IOException {
        S3 s3 = world.s3();
        Source training = source(s3, trainingUri(request));
        Tally train = tally(training, base);
        Source validation = null;
        Tally validate = new Tally();
        Optional<String> uri = base.validationData() ? validationUri(request) : Optional.empty();
        if (uri.isPresent()) {
            validation = source(s3, uri.get());
            validate = tally(validation, base);
        }
        requireCount(train, validate, base, mostRecords(world, base));
        int perToken = base.limits().charactersPerToken().orElse(CHARACTERS_PER_TOKEN);
        return new TrainingData(training, validation, train.records, train.characters / perToken);
    }

    static String trainingUri(JsonNode request) {
        return request.path("trainingDataConfig").path("s3Uri").asText();
    }

    static Optional<String> validationUri(JsonNode request) {
        return Optional.ofNullable(request.path("validationDataConfig")
                .path("validators")
                .path(0)
                .path("s3Uri")
                .textValue());
    }

    private static Source source(S3 s3, String uri) throws IOException {
        S3Uri at = S3Uri.of(uri);
        ObjectVersion version;
        try {
            version = s3.get(at.bucket(), at.key())
                    .orElseThrow(() -> new IOException("Amazon S3 path " + uri + " was not found."));
        } catch (AwsError noBucket) {
            throw new IOException("Amazon S3 path " + uri + " was not found: " + noBucket.getMessage(), noBucket);
        }
        return new Source() {
            @Override
            public String name() {
                return uri;
            }

            @Override
            public long size() {
                return version.size();
            }

            @Override
            public InputStream open() {
                return version.content().open();
            }
        };
    }

    private static Tally tally(Source source, Model base) throws IOException {
        Tally tally = new Tally();
        Examples.read(source, base.format(), example -> {
            tally.records++;
            tally.characters += example.system() == null ? 0 : example.system().length();
            for (Turn turn : example.turns()) {
                tally.characters += turn.text().length();
            }
        });
        return tally;
    }

    /** Returns the quota of the account or, if the model has no quota, the limit of the model. */
    private static int mostRecords(World world, Model base) {
        return Optional.ofNullable(base.quotas().get("recordsPerJob"))
                .map(quota -> world.quotas().value(Quotas.code(quota)))
                .orElse(base.limits().records().max().orElse(Integer.MAX_VALUE));
    }

    private static void requireCount(Tally train, Tally validate, Model base, int most) throws IOException {
        Model.Limits limits = base.limits();
        within(train.records, limits.records().min().orElse(1), Integer.MAX_VALUE, "training records");
        within(train.records, 0, limits.records().maxTraining().orElse(Integer.MAX_VALUE), "training records");
        within(validate.records, 0, limits.records().maxValidation().orElse(Integer.MAX_VALUE), "validation records");
        within(train.records + validate.records, 0, most, "training and validation records");
    }

    private static void within(long count, int least, int most, String what) throws IOException {
        if (count < least || count > most) {
            throw new IOException("The number of " + what + " is " + count + ". It must be "
                    + (count < least ? "at least " + least : "at most " + most) + ".");
        }
    }
}
