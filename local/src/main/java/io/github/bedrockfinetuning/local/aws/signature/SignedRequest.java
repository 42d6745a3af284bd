package io.github.bedrockfinetuning.local.aws.signature;

import io.github.bedrockfinetuning.local.aws.wire.AwsChunked;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import io.github.bedrockfinetuning.local.aws.wire.Spool;
import io.github.bedrockfinetuning.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A request whose body has not been read yet. */
public final class SignedRequest {
    /**
     * The maximum number of bytes to read before the sender is verified, if the headers do not contain a hash of the
     * body.
     */
    private static final int UNANNOUNCED = 32 << 20;

    private static final String HASH_HEADER = "x-amz-content-sha256";
    private static final String STREAMING = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private static final String TRAILER = "-TRAILER";

    private static final Set<String> WORDS =
            Set.of("UNSIGNED-PAYLOAD", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", STREAMING, STREAMING + TRAILER);
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final AwsRequest head;
    private final Authorization authorization;
    private final String time;
    private final byte[] key;
    private final Optional<String> announced;

    /**
     * @param time the value of the X-Amz-Date header
     * @param key the signing key of the caller in the request
     */
    SignedRequest(AwsRequest head, Authorization authorization, String time, byte[] key) {
        this.head = head;
        this.authorization = authorization;
        this.time = time;
        this.key = key;
        this.announced = head.header(HASH_HEADER);
    }

    /**
     * Verifies the headers.
     *
     * @throws AwsError if the headers show that the service would reject the request
     */
    void checkHead() {
        boolean complete = authorization.signedHeaders().contains("host")
                && head.headers().keySet().stream()
                        .filter(name -> name.startsWith("x-amz-"))
                        .allMatch(authorization.signedHeaders()::contains);
        if (!complete) {
            throw new AwsError(
                    authorization.isForS3()
                            ? "AccessDenied"
                            : Signatures.wrong(authorization).code(),
                    403,
                    "There were headers present in the request which were not signed");
        }
        if (announced.isPresent()) {
            requirePayloadWord(announced.get());
            requireSigned(announced.get());
        } else if (authorization.isForS3()) {
            throw new AwsError("InvalidRequest", 400, "Missing required header for this request: x-amz-content-sha256");
        }
    }

    /**
     * Requires the {@code x-amz-content-sha256} header to contain a hash or, for Amazon S3 only, a constant that
     * specifies how the body is signed.
     */
    private void requirePayloadWord(String word) {
        if (!HASH.matcher(word).matches() && !(authorization.isForS3() && WORDS.contains(word))) {
            throw new AwsError(
                    authorization.isForS3() ? "InvalidArgument" : "InvalidSignatureException",
                    400,
                    "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, " + STREAMING
                            + ", " + STREAMING + TRAILER + " or a valid sha256 value.");
        }
    }

    /**
     * Reads the body and verifies its hash or signature.
     *
     * @throws AwsError if the service would reject the request
     */
    public AwsRequest withBody(InputStream in, Spool spool) throws IOException {
        if (announced.isEmpty()) {
            return whole(unannounced(in));
        }
        MessageDigest digest = Sha256.digest();
        Content body = spool.take(new DigestInputStream(in, digest));
        String hash = announced.get();
        if (hash.startsWith(STREAMING)) {
            requireSignedChunks(body, hash.endsWith(TRAILER));
        } else if (HASH.matcher(hash).matches() && !hash.equals(Hashes.hex(digest.digest()))) {
            throw authorization.isForS3()
                    ? new AwsError(
                            "XAmzContentSHA256Mismatch",
                            400,
                            "The provided 'x-amz-content-sha256' header does not match what was computed.")
                    : Signatures.wrong(authorization);
        }
        return whole(body);
    }

    private Content unannounced(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(UNANNOUNCED);
        if (bytes.length == UNANNOUNCED) {
            throw new AwsError("RequestEntityTooLargeException", 413, "The request entity is too large.");
        }
        requireSigned(Sha256.hex(bytes));
        return bytes.length == 0 ? Content.EMPTY : Content.of(bytes);
    }

    private void requireSigned(String payloadHash) {
        String canonical = CanonicalRequest.of(head, authorization, payloadHash);
        String text = String.join("\n", Authorization.ALGORITHM, time, authorization.scope(), Hashes.sha256(canonical));
        if (!Hashes.equal(authorization.signature(), Hashes.hex(Hashes.hmac(key, text)))) {
            throw Signatures.wrong(authorization);
        }
    }

    private void requireSignedChunks(Content body, boolean trailing) throws IOException {
        ChunkSignatures chunks =
                new ChunkSignatures(key, time, authorization.scope(), authorization.signature(), trailing);
        try (AwsChunked read = new AwsChunked(body.open(), chunks)) {
            read.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new AwsError("IncompleteBody", 400, e.getMessage());
        }
        if (!chunks.areValid()) {
            throw Signatures.wrong(authorization);
        }
    }

    private AwsRequest whole(Content body) {
        return new AwsRequest(head.method(), head.path(), head.query(), head.headers(), body);
    }
}
