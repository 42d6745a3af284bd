package io.github.bedrockfinetuning.local.aws.signature;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * The access keys of a simulated account. Each caller has one key: the name of the caller is the access key ID, and the
 * secret is derived from a random 256-bit seed of the account. A caller cannot sign for another caller, and keys of
 * other rehearsals are rejected.
 */
public final class AccountKeys {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SEED_BYTES = 32;

    private final byte[] seed = new byte[SEED_BYTES];
    private final Set<String> issued = ConcurrentHashMap.newKeySet();

    public AccountKeys() {
        RANDOM.nextBytes(seed);
    }

    /** Creates the credentials for a caller and registers the access key ID. */
    public AwsCredentials issue(String caller) {
        issued.add(caller);
        return AwsBasicCredentials.create(caller, secret(caller));
    }

    /** Returns the secret access key for an access key ID, or an empty {@code Optional} if there is none. */
    Optional<String> secretOf(String accessKeyId) {
        return issued.contains(accessKeyId) ? Optional.of(secret(accessKeyId)) : Optional.empty();
    }

    private String secret(String caller) {
        return Base64.getEncoder().encodeToString(Hashes.hmac(seed, caller.getBytes(StandardCharsets.UTF_8)));
    }
}
