package io.github.bedrockfinetuning.local.aws.s3;

import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import io.github.bedrockfinetuning.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Checksum;

/**
 * Calculates entity tags, and verifies the checksums of uploads.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">Checking
 *     object integrity</a>
 */
final class Digests {
    private Digests() {}

    /** Returns the MD5 hash as lowercase hexadecimal digits. */
    static String md5(Content content) {
        try {
            return HexFormat.of().formatHex(digest(MessageDigest.getInstance("MD5"), content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Verifies all checksums of an upload.
     *
     * @return the checksum headers to store with the object
     * @throws AwsError BadDigest if a checksum does not match
     */
    static Map<String, String> verify(AwsRequest request) {
        Map<String, String> kept = new TreeMap<>();
        request.headers().forEach((name, given) -> {
            if (name.startsWith("x-amz-checksum-") && !name.equals("x-amz-checksum-mode")) {
                match(name, given, checksum(name.substring("x-amz-checksum-".length()), request.body()));
                kept.put(name, given);
            }
        });
        return kept;
    }

    private static byte[] checksum(String algorithm, Content content) {
        return switch (algorithm.toLowerCase(Locale.ROOT)) {
            case "crc32" -> checksum(new CRC32(), content);
            case "sha256" -> digest(Sha256.digest(), content);
            default -> throw AwsError.unknown("the checksum algorithm " + algorithm);
        };
    }

    private static byte[] checksum(Checksum checksum, Content content) {
        transfer(content, new CheckedOutputStream(OutputStream.nullOutputStream(), checksum));
        return ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array();
    }

    private static byte[] digest(MessageDigest digest, Content content) {
        transfer(content, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return digest.digest();
    }

    private static void transfer(Content content, OutputStream out) {
        try (InputStream in = content.open()) {
            in.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void match(String name, String given, byte[] actual) {
        String computed = Base64.getEncoder().encodeToString(actual);
        if (!computed.equals(given)) {
            throw new AwsError(
                    "BadDigest", 400, "The " + name + " you specified, " + given + ", did not match what we received.");
        }
    }
}
