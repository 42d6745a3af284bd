package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {
    @TempDir
    Path folder;

    @Test
    void noRehearsalWritesOverAnothersReport() throws Exception {
        Path dataset = Files.writeString(folder.resolve("a.jsonl"), "no json\n");
        Path first = rehearse(dataset);
        String report = Files.readString(first);

        Files.writeString(dataset, "{\"messages\": []}\n{\n");
        Path second = rehearse(dataset);

        assertThat(second.getParent()).isNotEqualTo(first.getParent());
        assertThat(first).hasContent(report);
        JsonNode described = new ObjectMapper()
                .readTree(second.resolveSibling("rehearsal.json").toFile());
        assertThat(described.path("dataset").asText()).isEqualTo("a.jsonl");
        assertThat(described.at("/files/0/sha256").asText())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(dataset))));
    }

    private Path rehearse(Path dataset) throws Exception {
        Outcome outcome = Stacks.rehearse(Optional.of(dataset), folder.resolve("reports"));
        assertThat(outcome.status()).isEqualTo("REJECTED");
        return Path.of(outcome.report());
    }
}
