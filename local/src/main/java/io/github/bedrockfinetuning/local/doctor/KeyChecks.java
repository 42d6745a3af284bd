package io.github.bedrockfinetuning.local.doctor;

import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.local.account.AccountClients;
import io.github.bedrockfinetuning.preflight.Check;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/**
 * Checks the state of the customer managed keys that a stack created or imported.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html">Key states</a>
 */
final class KeyChecks {
    private static final Subject SUBJECT = new Subject("keys");
    /** The environment variables of PrepareDataset that contain imported keys. */
    private static final List<String> GIVEN =
            List.of(EnvironmentVariables.DATASETS_KEY_ARN, EnvironmentVariables.RESULTS_KEY_ARN);

    private final AccountClients clients;

    KeyChecks(AccountClients clients) {
        this.clients = clients;
    }

    /** @param variables the environment variables of PrepareDataset; empty if they cannot be read */
    Check check(StackFacts stack, Optional<Map<String, String>> variables) {
        return SUBJECT.ask(() -> {
            Set<String> keys = new LinkedHashSet<>(stack.resources("AWS::KMS::Key"));
            variables.ifPresent(all -> GIVEN.stream()
                    .filter(all::containsKey)
                    .map(all::get)
                    .map(arn -> arn.substring(arn.indexOf("key/") + "key/".length()))
                    .forEach(keys::add));
            return judge(keys);
        });
    }

    private Check judge(Set<String> keys) {
        List<String> unusable = new ArrayList<>();
        for (String key : keys) {
            KeyState state = state(key);
            if (state != KeyState.ENABLED && state != KeyState.UPDATING) {
                unusable.add(key + " (" + (state == null ? "gone" : state) + ")");
            }
        }
        return unusable.isEmpty()
                ? SUBJECT.pass("all " + keys.size() + " are enabled")
                : SUBJECT.fail(
                        "Data cannot be read or written with the following keys: " + String.join(", ", unusable) + ".",
                        "Enable the key in the KMS console. If it is scheduled for deletion, cancel the deletion"
                                + " first.");
    }

    /** Returns the state of a key; null if the key does not exist. */
    private @Nullable KeyState state(String key) {
        try {
            KeyMetadata metadata = clients.kms().describeKey(r -> r.keyId(key)).keyMetadata();
            return metadata.keyState();
        } catch (NotFoundException e) {
            return null;
        }
    }
}
