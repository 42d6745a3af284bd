package io.github.bedrockfinetuning.local.aws.bedrock;

import io.github.bedrockfinetuning.local.aws.authorization.Authorizations;
import io.github.bedrockfinetuning.local.aws.wire.Need;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks whether the service role of a job allows Bedrock to assume it, to read the data, and to write the results.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/custom-model-job-access-security.html">Model
 *     customization access and security</a>
 */
final class ServiceRole {
    private final World world;

    ServiceRole(World world) {
        this.world = world;
    }

    /** @throws IOException if the role lacks a permission; the message is the failure message of the job */
    void requireInput(CustomizationJob job) throws IOException {
        require(
                "assume the service role",
                world.authorizations().refusalToAssume("bedrock.amazonaws.com", job.arn(), role(job)));
        List<String> inputs = new ArrayList<>();
        inputs.add(TrainingData.trainingUri(job.request()));
        TrainingData.validationUri(job.request()).ifPresent(inputs::add);
        for (String uri : inputs) {
            S3Uri at = S3Uri.of(uri);
            List<Need> needs = new ArrayList<>();
            needs.add(list(at, at.key()));
            needs.add(Need.of("s3:GetObject", object(at, at.key())));
            needs.addAll(key(at, "Decrypt"));
            require("read " + uri, world.authorizations().refusalOfRole(role(job), needs));
        }
        // The documented policy also allows the role to list and read the output location.
        S3Uri output = output(job);
        require(
                "use " + output.below(""),
                world.authorizations()
                        .refusalOfRole(
                                role(job),
                                List.of(
                                        list(output, output.below("")),
                                        Need.of("s3:GetObject", object(output, output.below("any"))))));
    }

    /** @throws IOException if the role lacks a permission; the message is the failure message of the job */
    void requireOutput(CustomizationJob job) throws IOException {
        S3Uri at = output(job);
        List<Need> needs = new ArrayList<>();
        needs.add(new Need(
                "s3:PutObject", object(at, at.below("metrics")), Map.of("s3:ObjectCreationOperation", "true")));
        needs.addAll(key(at, "GenerateDataKey"));
        require("write to " + at.below(""), world.authorizations().refusalOfRole(role(job), needs));
    }

    private static void require(String what, Optional<String> refusal) throws IOException {
        if (refusal.isPresent()) {
            throw new IOException("Bedrock could not " + what + ". " + refusal.get());
        }
    }

    private static String role(CustomizationJob job) {
        return job.request().path("roleArn").asText();
    }

    private static S3Uri output(CustomizationJob job) {
        return S3Uri.of(job.request().path("outputDataConfig").path("s3Uri").asText());
    }

    private static Need list(S3Uri at, String prefix) {
        return new Need("s3:ListBucket", "arn:aws:s3:::" + at.bucket(), Map.of("s3:prefix", prefix));
    }

    private static String object(S3Uri at, String key) {
        return "arn:aws:s3:::" + at.bucket() + "/" + key;
    }

    private List<Need> key(S3Uri at, String... actions) {
        Authorizations authorizations = world.authorizations();
        String keyArn = world.s3().bucket(at.bucket()).settings().kmsKeyArn();
        Map<String, String> context = Map.of("kms:EncryptionContext:aws:s3:arn", "arn:aws:s3:::" + at.bucket());
        return authorizations.ofKey(keyArn, "s3", context, actions);
    }
}
