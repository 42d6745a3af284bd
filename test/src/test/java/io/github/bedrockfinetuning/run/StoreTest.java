package io.github.bedrockfinetuning.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.steps.Rig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    private final Rig rig = new Rig();
    private final Store store = new Store(rig.platform());

    @AfterEach
    void close() {
        rig.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void writesOnceAndLetsTheFirstWriterWin() {
        assertThat(store.putOnce(Rig.RESULTS, "a", bytes("first"), Run.JSON)).isTrue();
        assertThat(store.putOnce(Rig.RESULTS, "a", bytes("second"), Run.JSON)).isFalse();
        assertThat(store.read(Rig.RESULTS, "a")).asString().isEqualTo("first");
    }

    @Test
    void acceptsARepeatedStagingOfTheSameBytesAndRefusesOthers(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("f"), "records");
        rig.aws.faults().add("step", "PutObject", Fault.LOST_ANSWER, 1);
        assertThatThrownBy(() -> store.stage(Rig.DATASETS, "staged/x", file, Run.JSON_LINES));
        store.stage(Rig.DATASETS, "staged/x", file, Run.JSON_LINES);
        Files.writeString(file, "recordZ");
        assertThatThrownBy(() -> store.stage(Rig.DATASETS, "staged/x", file, Run.JSON_LINES))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("other bytes");
    }

    @Test
    void readsTheBytesOfARange() {
        store.put(Rig.DATASETS, "r", bytes("0123456789"), Run.JSON);
        assertThat(store.range(Rig.DATASETS, "r", 2, 4)).asString().isEqualTo("234");
    }

    @Test
    void readsTheVersionThatWasPinnedThoughANewerCame(@TempDir Path directory) throws IOException {
        store.put(Rig.DATASETS, "p", bytes("old"), Run.JSON);
        String version = store.newest(Rig.DATASETS, "p").orElseThrow().versionId();
        store.put(Rig.DATASETS, "p", bytes("new"), Run.JSON);
        store.download(Rig.DATASETS, "p", version, directory.resolve("p"));
        assertThat(directory.resolve("p")).hasContent("old");
    }

    @Test
    void doesNotNameADroppedFileThatIsGone(@TempDir Path directory) {
        assertThatThrownBy(() -> store.download(Rig.DATASETS, "inbox/secret-name.jsonl", null, directory.resolve("g")))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageNotContaining("secret-name");
    }

    @Test
    void listsEveryPageInOrder() {
        IntStream.range(0, 1_234)
                .forEach(i -> store.put(Rig.RESULTS, "l/" + String.format("%08d", i), bytes("x"), Run.JSON));
        assertThat(store.keys(Rig.RESULTS, "l/")).hasSize(1_234).isSorted();
        assertThat(store.keys(Rig.RESULTS, "l/", "l/00000099", 3))
                .containsExactly("l/00000100", "l/00000101", "l/00000102");
    }

    @Test
    void namesTheOwnerOfTheBucketInEveryRequest(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("f"), "x");
        store.stage(Rig.DATASETS, "o", file, Run.JSON);
        store.stage(Rig.DATASETS, "o", file, Run.JSON);
        store.put(Rig.DATASETS, "o", file, Run.JSON);
        store.putOnce(Rig.DATASETS, "o", bytes("y"), Run.JSON);
        store.newest(Rig.DATASETS, "o");
        store.find(Rig.DATASETS, "o");
        store.range(Rig.DATASETS, "o", 0, 0);
        store.download(Rig.DATASETS, "o", null, directory.resolve("d"));
        store.keys(Rig.DATASETS, "");
        assertThat(rig.aws.calls().of("s3"))
                .hasSizeGreaterThan(8)
                .extracting(
                        call -> call.input().path("x-amz-expected-bucket-owner").asText())
                .containsOnly(Rig.ACCOUNT);
    }
}
