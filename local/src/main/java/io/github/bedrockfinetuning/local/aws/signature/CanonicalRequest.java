package io.github.bedrockfinetuning.local.aws.signature;

import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * Creates the canonical form of a request. The signature is calculated from this form.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a
 *     signed AWS API request</a>
 */
final class CanonicalRequest {
    private CanonicalRequest() {}

    /** @param payloadHash the hash of the body, or the constant that replaces the hash */
    static String of(AwsRequest request, Authorization authorization, String payloadHash) {
        return String.join(
                "\n",
                request.method(),
                path(request.path(), authorization.isForS3()),
                query(request),
                headers(request, authorization.signedHeaders()),
                String.join(";", authorization.signedHeaders()),
                payloadHash);
    }

    /** Encodes the path. It is encoded twice for all services except Amazon S3. */
    private static String path(String path, boolean s3) {
        if (path.isEmpty()) {
            return "/";
        }
        return s3 ? path : SdkHttpUtils.urlEncodeIgnoreSlashes(path);
    }

    private static String query(AwsRequest request) {
        return request.query().entrySet().stream()
                .flatMap(parameter -> parameter.getValue().stream()
                        .map(value ->
                                List.of(SdkHttpUtils.urlEncode(parameter.getKey()), SdkHttpUtils.urlEncode(value))))
                .sorted(java.util.Comparator.comparing((List<String> pair) -> pair.get(0))
                        .thenComparing(pair -> pair.get(1)))
                .map(pair -> pair.get(0) + "=" + pair.get(1))
                .collect(Collectors.joining("&"));
    }

    private static String headers(AwsRequest request, List<String> names) {
        return names.stream()
                .map(name ->
                        name + ":" + request.header(name).orElse("").strip().replaceAll("\\s+", " ") + "\n")
                .collect(Collectors.joining());
    }
}
