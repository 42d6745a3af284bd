package io.github.bedrockfinetuning.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.steps.Rig;
import io.github.bedrockfinetuning.steps.SubstitutedAws;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

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
                .hasMessageContaining("differs from the file");
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
    void listsKeysThatXmlCannotCarry() {
        List<String> keys = List.of("k/\u0001", "k/\n\r\t", "k/\u001b[2J", "k/a b+c%41", "k/\u0085\u202e\uffff");
        keys.forEach(key -> store.put(Rig.RESULTS, key, bytes("x"), Run.JSON));

        assertThat(store.keys(Rig.RESULTS, "k/")).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(store.newestUnder(Rig.RESULTS, "k/")).isPresent();
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

    @Test
    void asksForNoPageThatItNeedsNot() {
        IntStream.range(0, 5).forEach(i -> store.put(Rig.RESULTS, "few/" + i, bytes("x"), Run.JSON));
        assertThat(store.keys(Rig.RESULTS, "few/", null, 3)).containsExactly("few/0", "few/1", "few/2");
        assertThat(rig.calls("s3", "ListObjectsV2")).hasSize(1);
    }

    @Test
    void tellsNothingOfAnObjectThatIsNotThere() {
        assertThat(store.newest(Rig.DATASETS, "none")).isEmpty();
        assertThat(store.find(Rig.DATASETS, "none")).isEmpty();
        assertThatThrownBy(() -> store.read(Rig.DATASETS, "none"))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("s3://datasets/none does not exist")
                .hasMessageContaining("Upload the dataset again");
    }

    @Test
    void doesNotTakeAnObjectThatItMayNotReadForOneThatIsAbsent(@TempDir Path directory) {
        store.put(Rig.DATASETS, "closed", bytes("x"), Run.JSON);
        rig.aws.faults().add("step", "HeadObject", Fault.ACCESS_DENIED, Long.MAX_VALUE);
        rig.aws.faults().add("step", "GetObject", Fault.ACCESS_DENIED, Long.MAX_VALUE);
        Stream.<ThrowingCallable>of(
                        () -> store.newest(Rig.DATASETS, "closed"),
                        () -> store.find(Rig.DATASETS, "closed"),
                        () -> store.download(Rig.DATASETS, "closed", null, directory.resolve("d")),
                        () -> store.replace(Rig.DATASETS, "closed", bytes("y"), Run.JSON))
                .forEach(reading -> assertThatThrownBy(reading)
                        .isInstanceOfSatisfying(
                                S3Exception.class,
                                e -> assertThat(e.statusCode()).isEqualTo(403)));
    }

    @Test
    void triesAgainWhenS3GivesFewerBytesThanTheRangeHas() {
        store.put(Rig.DATASETS, "r", bytes("0123"), Run.JSON);
        assertThat(store.range(Rig.DATASETS, "r", 3, 3)).asString().isEqualTo("3");
        assertThatThrownBy(() -> store.range(Rig.DATASETS, "r", 2, 9))
                .isInstanceOf(TransientFailure.class)
                .hasMessage("S3 returned 2 bytes of s3://datasets/r instead of 8.");
    }

    @Test
    void replacesWhatIsThereAndWritesWhatIsNot() {
        store.replace(Rig.RESULTS, "one", bytes("first"), Run.JSON);
        assertThat(store.read(Rig.RESULTS, "one")).asString().isEqualTo("first");
        store.replace(Rig.RESULTS, "one", bytes("second"), Run.JSON);
        assertThat(store.read(Rig.RESULTS, "one")).asString().isEqualTo("second");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void replacesNothingThatAnotherWroteAfterItLooked(boolean thereBefore) {
        if (thereBefore) {
            store.put(Rig.RESULTS, "one", bytes("before"), Run.JSON);
        }
        S3Client overtaken = new DelegatingS3Client(rig.s3()) {
            @Override
            public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
                store.put(Rig.RESULTS, "one", bytes("another's"), Run.JSON);
                return super.putObject(request, body);
            }
        };
        Store late = new Store(SubstitutedAws.in(rig.platform(), overtaken));
        assertThatThrownBy(() -> late.replace(Rig.RESULTS, "one", bytes("ours"), Run.JSON))
                .isInstanceOf(TransientFailure.class)
                .hasMessage("s3://results/one was written by another process at the same time.");
        assertThat(store.read(Rig.RESULTS, "one")).asString().isEqualTo("another's");
    }

    @Test
    void passesOnEveryOtherRefusalOfAWrite() {
        rig.aws.faults().add("step", "PutObject", Fault.ACCESS_DENIED, 2);
        assertThatThrownBy(() -> store.replace(Rig.RESULTS, "one", bytes("x"), Run.JSON))
                .isInstanceOf(S3Exception.class);
        assertThatThrownBy(() -> store.putOnce(Rig.RESULTS, "one", bytes("x"), Run.JSON))
                .isInstanceOf(S3Exception.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 200_000})
    void comparesStagedBytesToTheLastOne(int size, @TempDir Path directory) throws IOException {
        byte[] records = new byte[size];
        Path file = Files.write(directory.resolve("f"), records);
        store.stage(Rig.DATASETS, "staged/x", file, Run.JSON_LINES);
        store.stage(Rig.DATASETS, "staged/x", file, Run.JSON_LINES);
        Files.write(file, Arrays.copyOf(records, size + 1));
        assertThatThrownBy(() -> store.stage(Rig.DATASETS, "staged/x", file, Run.JSON_LINES))
                .isInstanceOf(PermanentFailure.class);
        if (size > 0) {
            records[size - 1] = 1;
            Files.write(file, records);
            assertThatThrownBy(() -> store.stage(Rig.DATASETS, "staged/x", file, Run.JSON_LINES))
                    .isInstanceOf(PermanentFailure.class);
        }
    }

    private static Store reading(Platform one, int atATime) {
        return new Store(new Platform(one.environment(), one.aws(), one.clock(), one.sleep(), atATime));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void givesManyObjectsInTheOrderOfTheirKeysHoweverManyItReadsAtATime(int atATime) {
        List<String> keys = IntStream.range(0, 21).mapToObj(i -> "many/" + i).toList();
        keys.forEach(key -> store.put(Rig.RESULTS, key, bytes(key), Run.JSON));
        List<String> read = new ArrayList<>();
        reading(rig.platform(), atATime)
                .readAll(Rig.RESULTS, keys, object -> read.add(new String(object, StandardCharsets.UTF_8)));
        assertThat(read).isEqualTo(keys);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void saysWhichOfManyObjectsIsNotThere(int atATime) {
        store.put(Rig.RESULTS, "many/0", bytes("x"), Run.JSON);
        assertThatThrownBy(() -> reading(rig.platform(), atATime)
                        .readAll(Rig.RESULTS, List.of("many/0", "many/1"), object -> {}))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("s3://results/many/1");
    }

    @Test
    void stopsReadingManyObjectsWhenItIsInterrupted() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        S3Client slow = new DelegatingS3Client(rig.s3()) {
            @Override
            public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    stopped.countDown();
                }
                throw new IllegalStateException("Nothing was read.");
            }
        };
        Store store = reading(SubstitutedAws.in(rig.platform(), slow), 4);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> store.readAll(Rig.RESULTS, List.of("many/0"), object -> {}))
                .isInstanceOf(TransientFailure.class)
                .hasMessage("Reading was interrupted.");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
