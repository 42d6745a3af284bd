package io.github.bedrockfinetuning.local.doctor;

import io.github.bedrockfinetuning.contract.WorkflowDescriptor;
import io.github.bedrockfinetuning.local.account.AccountClients;
import io.github.bedrockfinetuning.preflight.Check;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/**
 * Checks the state of the customer managed keys of a workflow.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html">Key states</a>
 */
final class KeyChecks {
    private static final Subject SUBJECT = new Subject("keys");
    private final AccountClients clients;

    KeyChecks(AccountClients clients) {
        this.clients = clients;
    }

    Check check(WorkflowDescriptor workflow) {
        WorkflowDescriptor.Storage storage = workflow.storage();
        return SUBJECT.ask(() -> judge(new LinkedHashSet<>(List.of(
                storage.datasetsKeyArn(), storage.resultsKeyArn(), storage.modelKeyArn(), storage.logsKeyArn()))));
    }

    private Check judge(Set<String> keys) {
        List<String> unusable = new ArrayList<>();
        for (String key : keys) {
            KeyState state = state(key);
            if (state != KeyState.ENABLED && state != KeyState.UPDATING) {
                unusable.add(key.substring(key.indexOf("key/") + "key/".length()) + " ("
                        + (state == null ? "gone" : state) + ")");
            }
        }
        return unusable.isEmpty()
                ? SUBJECT.pass("all " + keys.size() + " are enabled")
                : SUBJECT.fail(
                        "Data cannot be read or written with the following keys: " + String.join(", ", unusable) + ".",
                        "Enable the key in the KMS console. If it is scheduled for deletion, cancel the deletion"
                                + " first.");
    }

    /** Returns the state of a key, or null if the key does not exist. */
    private @Nullable KeyState state(String key) {
        try {
            KeyMetadata metadata = clients.kms().describeKey(r -> r.keyId(key)).keyMetadata();
            return metadata.keyState();
        } catch (NotFoundException e) {
            return null;
        }
    }
}
