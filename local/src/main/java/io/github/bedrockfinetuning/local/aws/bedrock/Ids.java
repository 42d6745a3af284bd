package io.github.bedrockfinetuning.local.aws.bedrock;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Creates the twelve characters at the end of an ARN. They are the same each time a rehearsal is run. */
final class Ids {
    private long issued;

    synchronized String next(String of) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest((of + "#" + ++issued).getBytes(StandardCharsets.UTF_8));
            String digits = new BigInteger(1, hash).toString(36);
            return digits.substring(digits.length() - 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
