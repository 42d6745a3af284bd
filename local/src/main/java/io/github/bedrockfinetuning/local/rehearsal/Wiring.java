package io.github.bedrockfinetuning.local.rehearsal;

import io.github.bedrockfinetuning.local.aws.LocalAws;
import io.github.bedrockfinetuning.local.aws.bedrock.ModelFactory;
import io.github.bedrockfinetuning.run.SdkClients;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * What a local stack is made with beside its template.
 *
 * @param models what stands behind the model ids
 * @param clients how functions reach the local AWS
 */
record Wiring(ModelFactory models, Clients clients) {

    /** Makes the clients of the function that has a role. */
    @FunctionalInterface
    interface Clients {
        SdkClients of(LocalAws aws, String role);
    }

    /** The local models, and the SDK as it is, pointed at loopback. */
    static Wiring loopback(String region) {
        return new Wiring(
                ModelFactory.local(region),
                (aws, role) -> new SdkClients((builder, same) -> {
                    same.region(Region.of(region));
                    same.endpointOverride(aws.endpoint());
                    same.credentialsProvider(
                            StaticCredentialsProvider.create(AwsBasicCredentials.create(role, "rehearsal")));
                    if (builder instanceof S3ClientBuilder s3) {
                        s3.forcePathStyle(true);
                    }
                }));
    }
}
