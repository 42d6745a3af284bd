package io.github.bedrockfinetuning.local.rehearsal;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.endpoints.EndpointUrl;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Identifies the caller without a signature. The local simulation does not verify signatures of requests in the same
 * process, and signing would take a large part of the time of a suite with thousands of runs.
 */
final class QuickSigning implements AwsV4AuthScheme, AwsV4HttpSigner {
    private static final String DATE = "20261122";

    @Override
    public String schemeId() {
        return SCHEME_ID;
    }

    @Override
    public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders providers) {
        return providers.identityProvider(AwsCredentialsIdentity.class);
    }

    @Override
    public AwsV4HttpSigner signer() {
        return this;
    }

    @Override
    public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
        SdkHttpRequest.Builder signed = request.request().toBuilder()
                .putHeader(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential="
                                + request.identity().accessKeyId() + "/" + DATE + "/"
                                + request.requireProperty(REGION_NAME) + "/"
                                + request.requireProperty(SERVICE_SIGNING_NAME)
                                + "/aws4_request, SignedHeaders=host, Signature=none");
        return SignedRequest.builder()
                .request(signed.build())
                .payload(request.payload().orElse(null))
                .build();
    }

    @Override
    public CompletableFuture<AsyncSignedRequest> signAsync(AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
        throw new UnsupportedOperationException("The steps' clients are synchronous.");
    }

    /**
     * Configures an S3 client with a fixed address for the bucket, because the endpoint rules of S3 are slow to
     * evaluate.
     */
    static void ofBuckets(S3ClientBuilder s3, URI endpoint, String region) {
        List<AuthSchemeOption> only = List.of(AuthSchemeOption.builder()
                .schemeId(SCHEME_ID)
                .putSignerProperty(REGION_NAME, region)
                .putSignerProperty(SERVICE_SIGNING_NAME, "s3")
                .build());
        s3.authSchemeProvider(parameters -> only);
        s3.endpointProvider(parameters -> CompletableFuture.completedFuture(Endpoint.builder()
                .endpointUrl(EndpointUrl.fromString(endpoint + "/" + parameters.bucket()))
                .build()));
    }
}
