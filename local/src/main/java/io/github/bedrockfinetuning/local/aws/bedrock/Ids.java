package io.github.bedrockfinetuning.local.aws.bedrock;

import io.github.bedrockfinetuning.text.Sha256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Creates the twelve characters at the end of an ARN. They are the same each time a rehearsal is run. */
final class Ids {
    private long issued;

    synchronized String next(String of) {
        byte[] hash = Sha256.of((of + "#" + ++issued).getBytes(StandardCharsets.UTF_8));
        String digits = new BigInteger(1, hash).toString(36);
        return digits.substring(digits.length() - 12);
    }
}
