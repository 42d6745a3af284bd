package io.github.bedrockfinetuning.local.aws.signature;

import io.github.bedrockfinetuning.local.aws.wire.AwsChunked;
import io.github.bedrockfinetuning.text.Sha256;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;

/**
 * Verifies the signatures of the chunks of an upload. Each signature includes the previous one.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Transferring the payload in
 *     multiple chunks</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">Signature calculations
 *     for trailing headers</a>
 */
final class ChunkSignatures implements AwsChunked.Chunks {
    private static final String EMPTY = Hashes.sha256("");
    private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";

    private final byte[] key;
    private final String time;
    private final String scope;
    private final boolean trailing;
    private final MessageDigest data = Sha256.digest();
    private String previous;
    private String claimed = "";
    private boolean valid = true;

    /**
     * @param seed the signature of the request headers
     * @param trailing whether a signed trailer follows the last chunk
     */
    ChunkSignatures(byte[] key, String time, String scope, String seed, boolean trailing) {
        this.key = key;
        this.time = time;
        this.scope = scope;
        this.previous = seed;
        this.trailing = trailing;
    }

    /** Returns whether all signatures so far are valid. */
    boolean areValid() {
        return valid;
    }

    @Override
    public void begin(String extension) {
        claimed = extension.startsWith("chunk-signature=") ? extension.substring("chunk-signature=".length()) : "";
    }

    @Override
    public void bytes(byte[] buffer, int offset, int length) {
        data.update(buffer, offset, length);
    }

    @Override
    public void end() {
        check(
                claimed,
                String.join("\n", "AWS4-HMAC-SHA256-PAYLOAD", time, scope, previous, EMPTY, Hashes.hex(data.digest())));
    }

    @Override
    public void trailers(Map<String, String> trailers) {
        if (trailing) {
            StringBuilder signed = new StringBuilder();
            new TreeMap<>(trailers).forEach((name, value) -> {
                if (!name.equals(TRAILER_SIGNATURE)) {
                    signed.append(name).append(':').append(value).append('\n');
                }
            });
            check(
                    trailers.getOrDefault(TRAILER_SIGNATURE, ""),
                    String.join(
                            "\n", "AWS4-HMAC-SHA256-TRAILER", time, scope, previous, Hashes.sha256(signed.toString())));
        }
    }

    private void check(String signature, String text) {
        String right = Hashes.hex(Hashes.hmac(key, text));
        valid &= Hashes.equal(signature, right);
        previous = right;
    }
}
