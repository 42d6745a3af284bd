package io.github.bedrockfinetuning.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** Computes SHA-256 digests. */
public final class Sha256 {
    private Sha256() {}

    /** Returns the 32 bytes of the digest. */
    public static byte[] of(byte[] bytes) {
        return digest().digest(bytes);
    }

    /** Returns the digest as lowercase hexadecimal digits. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }

    /** Returns the first bytes of the digest of a UTF-8 string as lowercase hexadecimal digits. */
    public static String hex(String text, int bytes) {
        return HexFormat.of().formatHex(of(text.getBytes(StandardCharsets.UTF_8)), 0, bytes);
    }

    /** Returns the digest of a file as lowercase hexadecimal digits. The file is not loaded into memory. */
    public static String hex(Path file) throws IOException {
        MessageDigest digest = digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Returns the source expression that allows a style or script with this content in a content security policy.
     *
     * @see <a href="https://www.w3.org/TR/CSP3/#grammardef-hash-source">Content Security Policy, hash-source</a>
     */
    public static String policySource(String text) {
        return "sha256-" + Base64.getEncoder().encodeToString(of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns a new digest for content that is not held in memory. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available.", e);
        }
    }
}
