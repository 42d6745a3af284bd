package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.aws.s3.S3;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.states.Items;
import io.github.bedrockfinetuning.local.states.TaskFailed;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Reads the items of a Distributed Map from the simulated S3. */
final class S3Items {
    private S3Items() {}

    static List<JsonNode> read(S3 s3, String bucket, String key) throws TaskFailed {
        try (InputStream in = s3.get(bucket, key)
                .orElseThrow(() -> new IOException("no object " + key))
                .content()
                .open()) {
            return Items.read(in);
        } catch (IOException | AwsError unreadable) {
            throw new TaskFailed("States.ItemReaderFailed", unreadable.getMessage());
        }
    }
}
