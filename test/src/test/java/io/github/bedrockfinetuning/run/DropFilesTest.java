package io.github.bedrockfinetuning.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DropFilesTest {
    @Test
    void findsInAFolderTheDatasetsPartsAndThenRecordedAnswersByName(@TempDir Path folder) throws IOException {
        for (String file : List.of(
                "run.json",
                "notes.jsonl",
                "answers.txt",
                "answers-b.txt",
                "my-answers-c.jsonl",
                "answers-b.jsonl",
                "answers-a.jsonl",
                "test.jsonl",
                "train.jsonl")) {
            Files.createFile(folder.resolve(file));
        }
        assertThat(DropFiles.in(folder))
                .containsExactly("train.jsonl", "test.jsonl", "answers-a.jsonl", "answers-b.jsonl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4.1_mini", "a", "0123456789012345678901234567890123456789"})
    void tellsTheSystemFromItsFilesName(String system) {
        assertThat(DropFiles.system(DropFiles.answers(system))).contains(system);
        assertThat(DropFiles.known(DropFiles.answers(system))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-a",
                "a b",
                "a/b",
                "01234567890123456789012345678901234567890",
                "tuned",
                "base",
                "reference",
                "promoted"
            })
    void knowsNoSystemOfANameThatIsTheRunsOwnOrNotAllowed(String system) {
        assertThat(DropFiles.system("answers-" + system + ".jsonl")).isEmpty();
        assertThat(DropFiles.known("answers-" + system + ".jsonl")).isFalse();
    }

    @Test
    void knowsThePartsOfADataset() {
        assertThat(DropFiles.PARTS).allMatch(DropFiles::known);
        assertThat(DropFiles.known("run.json")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "tests.jsonl, test.jsonl",
        "Train.jsonl, train.jsonl",
        "train.json, train.jsonl",
        "valdiation.jsonl, validation.jsonl",
        "dev.jsonl, validation.jsonl",
        "run.jsn, run.json",
        "RUN.json, run.json",
        "answers.jsonl, answers-NAME.jsonl"
    })
    void aFileWhoseNameIsNearlyOneOfThemIsNotPassedOver(String file, String meant, @TempDir Path folder)
            throws IOException {
        Files.writeString(folder.resolve("train.jsonl"), "");
        Files.writeString(folder.resolve(file), "");

        assertThatThrownBy(() -> DropFiles.in(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file + " (" + meant + "?)")
                .hasMessageContaining("Rename");
    }

    @Test
    void otherFilesAreLeftAlone(@TempDir Path folder) throws IOException {
        for (String file :
                List.of("train.jsonl", "README.md", "test.meta.jsonl", "all.jsonl", "notes.json", ".hidden")) {
            Files.writeString(folder.resolve(file), "");
        }

        assertThat(DropFiles.in(folder)).containsExactly("train.jsonl");
    }
}
