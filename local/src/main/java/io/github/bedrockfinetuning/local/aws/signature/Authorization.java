package io.github.bedrockfinetuning.local.aws.signature;

import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Authorization header of a signed request.
 *
 * @param date the date in the credential scope, as {@code yyyyMMdd}
 * @param signedHeaders the names of the signed headers, in lower case and in the order of the signature
 * @param signature the signature in hexadecimal
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html">Using the
 *     Authorization header</a>
 */
record Authorization(
        String accessKeyId, String date, String region, String service, List<String> signedHeaders, String signature) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    static final String TERMINATOR = "aws4_request";

    /** The services that use the AWS query protocol, which has separate error codes. */
    private static final Set<String> QUERY = Set.of("cloudformation", "sns", "sts");

    private static final Pattern FORM = Pattern.compile(ALGORITHM
            + " +Credential=([^,\\s]+)/([0-9]{8})/([^,/\\s]+)/([^,/\\s]+)/" + TERMINATOR
            + " *, *SignedHeaders=([a-z0-9-]+(?:;[a-z0-9-]+)*) *, *Signature=([0-9a-f]{64})");

    /** Reads the header of a request, or returns an empty {@code Optional} if the header is missing or malformed. */
    static Optional<Authorization> of(AwsRequest request) {
        Matcher form = FORM.matcher(request.header("authorization").orElse(""));
        return form.matches()
                ? Optional.of(new Authorization(
                        form.group(1),
                        form.group(2),
                        form.group(3),
                        form.group(4),
                        List.of(form.group(5).split(";")),
                        form.group(6)))
                : Optional.empty();
    }

    boolean isForS3() {
        return service.equals("s3");
    }

    boolean isForQuery() {
        return QUERY.contains(service);
    }

    String scope() {
        return String.join("/", date, region, service, TERMINATOR);
    }

    /** Returns the signing key for the credential scope. */
    byte[] signingKey(String secret) {
        byte[] key = Hashes.hmac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), date);
        for (String part : List.of(region, service, TERMINATOR)) {
            key = Hashes.hmac(key, part);
        }
        return key;
    }
}
