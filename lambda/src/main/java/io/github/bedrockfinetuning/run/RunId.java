package io.github.bedrockfinetuning.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * The name of one run: 26 characters of lower-case base32 over what was dropped. It is the execution's name, every
 * clientRequestToken, the name and tag of every Bedrock resource and the prefix of the run's objects, so that a run can
 * be found again from it alone, and the same drop cannot start twice.
 */
public record RunId(String value) {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LENGTH = 26;

    /**
     * @throws IllegalArgumentException if the text is not a run's name
     */
    public RunId {
        if (!valid(value)) {
            throw new IllegalArgumentException(
                    "Not a run id: " + value + ". A run id has 26 characters of a-z and 2-7.");
        }
    }

    /**
     * @param versionId of the object that started the run
     * @param settings the stack's default settings; run.json's own are told by its version
     */
    public static RunId of(String bucket, String key, String versionId, String settings) {
        byte[] hash = sha256(String.join("\n", bucket, key, versionId, settings).getBytes(StandardCharsets.UTF_8));
        StringBuilder name = new StringBuilder(LENGTH);
        int buffer = 0;
        int bits = 0;
        for (int next = 0; name.length() < LENGTH; ) {
            if (bits < 5) {
                buffer = (buffer << 8) | (hash[next++] & 0xff);
                bits += 8;
            }
            bits -= 5;
            name.append(ALPHABET.charAt((buffer >>> bits) & 31));
        }
        return new RunId(name.toString());
    }

    /** The run that a name stands for, or nothing if no run can have that name. */
    public static Optional<RunId> find(String name) {
        return valid(name) ? Optional.of(new RunId(name)) : Optional.empty();
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }

    private static boolean valid(String name) {
        return name != null
                && name.length() == LENGTH
                && name.chars().allMatch(character -> ALPHABET.indexOf(character) >= 0);
    }

    @Override
    public String toString() {
        return value;
    }
}
