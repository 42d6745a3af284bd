package io.github.bedrockfinetuning.local.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trained local model says what it could not learn. */
class LimitsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> WORDS =
            List.of("we", "shipped", "seven", "lamps", "late", "because", "rain", "closed", "both", "harbors");

    @TempDir
    Path folder;

    @Test
    void aTaskOfLabelsHasNoLimit() throws IOException {
        var lines = new ArrayList<String>();
        for (var i = 0; i < 60; i++) {
            lines.add(record("a banana number " + i, "fruit"));
            lines.add(record("a hammer number " + i, "tool"));
        }
        assertThat(train(lines).limit()).isNull();
    }

    @Test
    void aTaskOfFreeRewritingNamesTheLimit() throws IOException {
        var random = new Random(3);
        var lines = new ArrayList<String>();
        for (var i = 0; i < 150; i++) {
            var text = new StringBuilder("note " + i);
            for (var w = 0; w < 8; w++) {
                text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
            }
            var reversed = new StringBuilder();
            for (var word : text.toString().split(" ")) {
                reversed.insert(0, word.toUpperCase(java.util.Locale.ROOT) + "! ");
            }
            lines.add(record("Rewrite: " + text, reversed.toString().strip()));
        }
        assertThat(train(lines).limit())
                .contains("cannot learn to write or rewrite text", "does not predict the result on Amazon Bedrock");
    }

    private LocalModels.Trained train(List<String> lines) throws IOException {
        return LocalModels.train(
                Source.of(Files.write(folder.resolve("train.jsonl"), lines)), null, RecordFormatId.MESSAGES, Map.of());
    }

    private static String record(String user, String assistant) {
        var record = JSON.createObjectNode();
        var messages = record.putArray("messages");
        messages.addObject().put("role", "user").put("content", user);
        messages.addObject().put("role", "assistant").put("content", assistant);
        return record.toString();
    }
}
