package io.github.bedrockfinetuning.answering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.PermanentFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 39, 40, 41, 80, 50_001})
    void coverEveryRecordOnceByItsBytes(int records) throws IOException {
        List<String> lines = IntStream.range(0, records)
                .mapToObj(i -> "ü" + "x".repeat(i % 7) + i)
                .toList();
        Path file = Files.writeString(directory.resolve("f"), String.join("\n", lines) + "\n");
        byte[] bytes = Files.readAllBytes(file);
        List<String> read = new ArrayList<>();
        for (Batch batch : Batches.of(file, records)) {
            assertThat(batch.first()).isEqualTo(read.size());
            String part = new String(
                    bytes, (int) batch.from(), (int) (batch.to() - batch.from() + 1), StandardCharsets.UTF_8);
            assertThat(part.lines()).hasSize(batch.count());
            part.lines().forEach(read::add);
            assertThat(Batch.of(Json.read(Json.bytes(batch.toJson())))).isEqualTo(batch);
        }
        assertThat(read).isEqualTo(lines);
        assertThat(Batches.of(file, records).size()).isLessThanOrEqualTo(1_000);
    }

    @Test
    void refusesAStateWithoutABatch() {
        assertThatThrownBy(() -> Batch.of(Json.object())).isInstanceOf(PermanentFailure.class);
    }
}
