package io.github.bedrockfinetuning.run;

import io.github.bedrockfinetuning.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The ID of one run: 26 lowercase base32 characters, derived from the upload. It is the execution's name, every
 * clientRequestToken, the name and tag of every Bedrock resource, and the prefix of the run's objects. The ID alone is
 * enough to find a run, and the same upload cannot start two runs.
 */
public record RunId(String value) {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LENGTH = 26;

    /**
     * Creates an ID.
     *
     * @throws IllegalArgumentException if the text is not a valid run ID
     */
    public RunId {
        if (!valid(value)) {
            throw new IllegalArgumentException(
                    value + " is not a run ID. A run ID consists of 26 characters from a-z and 2-7.");
        }
    }

    /**
     * Derives the ID of a run from its upload.
     *
     * @param versionId the version ID of the object that started the run
     * @param settings the stack's default settings; those of run.json are covered by the version ID
     */
    public static RunId of(String bucket, String key, String versionId, String settings) {
        byte[] hash =
                Sha256.of(String.join("\n", bucket, key, versionId, settings).getBytes(StandardCharsets.UTF_8));
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

    /** Returns the run ID that a string contains, or an empty Optional if the string is not a valid run ID. */
    public static Optional<RunId> find(String name) {
        return valid(name) ? Optional.of(new RunId(name)) : Optional.empty();
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
