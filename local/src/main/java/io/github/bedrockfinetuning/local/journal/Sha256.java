package io.github.bedrockfinetuning.local.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Calculates the SHA-256 hash of one or more pieces of content, in full or shortened. */
public final class Sha256 {
    private static final int SHOWN = 16;

    private final MessageDigest digest = io.github.bedrockfinetuning.text.Sha256.digest();

    public static String of(String text) {
        return new Sha256().add(text.getBytes(StandardCharsets.UTF_8)).shortened();
    }

    /** Returns the complete hash of a stream in the format of {@code sha256sum}. */
    public static String of(InputStream in) throws IOException {
        Sha256 all = new Sha256();
        in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), all.digest));
        return HexFormat.of().formatHex(all.digest.digest());
    }

    /** Adds content together with its length, so different lists of content have different hashes. */
    public Sha256 add(byte[] bytes) {
        digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) ':');
        digest.update(bytes);
        return this;
    }

    /** Adds a stream with the specified length. The result is the same as for an array with the same bytes. */
    public Sha256 add(InputStream in, long length) throws IOException {
        digest.update(Long.toString(length).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) ':');
        in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return this;
    }

    public Sha256 add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    public String shortened() {
        return HexFormat.of().formatHex(digest.digest()).substring(0, SHOWN);
    }
}
