package io.github.bedrockfinetuning.local.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests journals: written entries are retained, incomplete entries are discarded, and an unusable folder is rejected
 * with the reason.
 */
class JournalTest {
    private static final Map<String, String> COMMAND = Map.of("dataset", "routing 1f", "--fault", "");

    @TempDir
    private Path temporary;

    private Path folder;
    private Path file;

    @BeforeEach
    void name() {
        folder = temporary.resolve("not/there/yet");
        file = folder.resolve("journal.jsonl");
    }

    @Test
    void whatWasWrittenIsReadAgainByInvocationAndInOrder() {
        try (RehearsalJournal journal = open()) {
            assertThat(journal.isResumed()).isFalse();
            write(journal, 1, "a");
            write(journal, 2, "é \n \" {");
            write(journal, 1, "b");
        }
        try (RehearsalJournal journal = open()) {
            assertThat(journal.isResumed()).isTrue();
            assertThat(words(journal, 1)).containsExactly("a", "b");
            assertThat(words(journal, 2)).containsExactly("é \n \" {");
            assertThat(words(journal, 3)).isEmpty();
        }
    }

    @Test
    void nobodyElseOnTheMachineCanReadIt() throws Exception {
        try (RehearsalJournal journal = open()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(journal.folder())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void anEntryIsInTheFileAsSoonAsItIsWritten() throws Exception {
        try (RehearsalJournal journal = open()) {
            write(journal, 1, "a");
            assertThat(Files.readString(file)).endsWith("{\"invocation\":1,\"word\":\"a\"}\n");
        }
    }

    @Test
    void whereverTheLastWriteWasTornTheEntriesBeforeItAreThere() throws Exception {
        try (RehearsalJournal journal = open()) {
            write(journal, 1, "first");
            write(journal, 1, "second");
        }
        byte[] whole = Files.readAllBytes(file);
        int last = new String(whole, StandardCharsets.UTF_8).indexOf("{\"invocation\":1,\"word\":\"second\"");
        for (int length = last; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (RehearsalJournal journal = open()) {
                assertThat(words(journal, 1)).as("cut at " + length).containsExactly("first");
                write(journal, 1, "third");
            }
            try (RehearsalJournal journal = open()) {
                assertThat(words(journal, 1)).as("cut at " + length).containsExactly("first", "third");
            }
        }
    }

    @Test
    void aTornFirstLineIsABeginning() throws Exception {
        open().close();
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (RehearsalJournal journal = open()) {
                assertThat(journal.isResumed()).isFalse();
            }
            assertThat(Files.readAllBytes(file)).as("cut at " + length).isEqualTo(whole);
        }
    }

    @Test
    void anotherCommandIsRefusedWithWhatDiffers() {
        open().close();
        assertThatThrownBy(() -> RehearsalJournal.open(
                        folder, Map.of("dataset", "routing 2a", "--fault", "Tell:crash", "--model", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dataset (original routing 1f, here routing 2a)")
                .hasMessageContaining("--fault (original none, here Tell:crash)")
                .hasMessageContaining("--model (original none, here x)")
                .hasMessageContaining("Repeat the original command, or specify a different folder.");
    }

    @Test
    void aFolderInUseIsRefusedAndFreeAgainAfterwards() {
        try (RehearsalJournal journal = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Another rehearsal is running in " + folder);
            write(journal, 1, "a");
        }
        try (RehearsalJournal journal = open()) {
            assertThat(words(journal, 1)).containsExactly("a");
        }
    }

    @Test
    void aFolderWithOtherThingsIsRefusedAndLeftAsItIs() throws Exception {
        Files.writeString(Files.createDirectories(folder).resolve("thesis.txt"), "mine");
        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("contains other files and no rehearsal");
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileOfThatNameThatIsNoJournalIsRefusedAndLeftAsItIs() throws Exception {
        Files.createDirectories(folder);
        for (String others : List.of("{\"a\":1}\n", "words\n", "words", "{\"a\"", "[]\n{}\n")) {
            Files.writeString(file, others);
            assertThatThrownBy(this::open)
                    .as(others)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is not the journal of a rehearsal");
            assertThat(Files.readString(file)).isEqualTo(others);
        }
    }

    @Test
    void damageInTheMiddleIsSaidAndNotSkipped() throws Exception {
        try (RehearsalJournal journal = open()) {
            write(journal, 1, "a");
            write(journal, 1, "b");
        }
        Files.writeString(file, Files.readString(file).replace("\"a\"}", "\"a"));
        assertThatThrownBy(this::open).hasMessageContaining("damaged").hasMessageContaining("start again");
    }

    @Test
    void whatIsNoFolderIsRefused() throws Exception {
        Path taken = Files.writeString(temporary.resolve("file"), "");
        assertThatThrownBy(() -> RehearsalJournal.open(taken, COMMAND))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Specify a folder that you can write to");
    }

    @Test
    void aFolderThatMayNotBeWrittenIsRefused() throws Exception {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, Set.of());
        assumeTrue(!Files.isWritable(folder), "the superuser may write everywhere");
        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Specify a folder that you can write to");
    }

    private RehearsalJournal open() {
        return RehearsalJournal.open(folder, COMMAND);
    }

    private static void write(RehearsalJournal journal, int invocation, String word) {
        journal.append(RehearsalJournal.entry(invocation).put("word", word));
    }

    private static List<String> words(RehearsalJournal journal, int invocation) {
        return journal.of(invocation)
                .map((JsonNode entry) -> entry.path("word").asText())
                .toList();
    }
}
