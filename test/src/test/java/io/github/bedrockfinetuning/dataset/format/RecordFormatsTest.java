package io.github.bedrockfinetuning.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.Repository;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.CheckResult;
import io.github.bedrockfinetuning.dataset.DatasetCheck;
import io.github.bedrockfinetuning.dataset.json.JsonScanner;
import io.github.bedrockfinetuning.dataset.json.StrictJson;
import io.github.bedrockfinetuning.dataset.record.Example;
import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.dataset.rules.FileKind;
import io.github.bedrockfinetuning.dataset.rules.Severity;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks that every record format implements all required decisions. An incomplete new format fails with its name. */
class RecordFormatsTest {
    private static final Pattern NAMED = Pattern.compile("RecordFormatId\\.[A-Z][A-Z_]+");

    @TempDir
    private Path directory;

    @Test
    void everyIdHasItsOwnFormat() {
        assertThat(RecordFormats.all()).extracting(RecordFormat::id).containsExactly(RecordFormatId.values());
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatItWrites(RecordFormatId id) throws IOException {
        RecordFormat format = RecordFormats.of(id);
        Example written = example(format, 1);
        Example read = Examples.example(StrictJson.MAPPER.readTree(Examples.write(written, id)), id, "7");
        assertThat(read).isEqualTo(new Example("7", written.system(), written.turns(), written.fields()));
    }

    @ParameterizedTest
    @EnumSource
    void isRecognizedByNoOtherFormat(RecordFormatId id) {
        RecordFormat format = RecordFormats.of(id);
        byte[] json = Examples.write(example(format, 1), id).getBytes(StandardCharsets.UTF_8);
        JsonScanner scanner = new JsonScanner();
        assertThat(scanner.scan(json, 0, json.length)).isTrue();
        assertThat(RecordFormats.all().stream().filter(other -> other.marks(scanner.tape())))
                .containsExactly(format);
        assertThat(RecordFormats.all().stream().filter(other -> other.recognizes(scanner.tape())))
                .containsExactly(format);
    }

    @ParameterizedTest
    @EnumSource
    void writesTheKeysThatItNames(RecordFormatId id) throws IOException {
        RecordFormat format = RecordFormats.of(id);
        List<String> keys = new ArrayList<>();
        StrictJson.MAPPER
                .readTree(Examples.write(example(format, 1), id))
                .fieldNames()
                .forEachRemaining(keys::add);
        assertThat(keys).containsExactlyInAnyOrderElementsOf(format.keys());
    }

    @ParameterizedTest
    @EnumSource
    void standsForAModelThatTakesIt(RecordFormatId id) {
        assertThat(Catalogue.load().modelFor(id).format()).isEqualTo(id);
    }

    @ParameterizedTest
    @EnumSource
    void aFileOfItIsCheckedByTheRulesOfThatModel(RecordFormatId id) throws IOException {
        Path file = directory.resolve("records.jsonl");
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            lines.add(Examples.write(example(RecordFormats.of(id), i), id));
        }
        Files.write(file, lines);
        CheckResult result = DatasetCheck.check(Source.of(file), null, FileKind.TRAINING);
        assertThat(result.model()).isEqualTo(Catalogue.load().modelFor(id).id());
        assertThat(result.findings()).noneMatch(finding -> finding.severity() == Severity.ERROR);

        Files.write(file, List.of(lines.get(0).replace("\"Question 0", "7,\"Question 0")));
        assertThat(DatasetCheck.check(Source.of(file), Catalogue.load().modelFor(id), FileKind.TRAINING)
                        .rejected())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void everyOtherFormatIsReportedAsWrong(RecordFormatId id) throws IOException {
        Path file = directory.resolve("records.jsonl");
        for (RecordFormat other : RecordFormats.all()) {
            Files.writeString(file, Examples.write(example(other, 1), other.id()) + "\n");
            CheckResult result =
                    DatasetCheck.check(Source.of(file), Catalogue.load().modelFor(id), FileKind.TRAINING);
            assertThat(result.findings().stream()
                            .anyMatch(finding -> finding.rule().equals("WRONG_FORMAT")))
                    .as("%s for %s", other.id(), id)
                    .isEqualTo(other.id() != id);
        }
    }

    /** Code that refers to a specific format would not handle a new format. */
    @Test
    void onlyTheFormatsAndTheCatalogueNameAFormat() throws IOException {
        List<String> found = new ArrayList<>();
        for (String room : Arrays.asList("contract/src/main", "lambda/src/main", "src/main", "local/src/main")) {
            try (Stream<Path> files = Files.walk(Repository.root().resolve(room))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                        .filter(path -> !path.toString().contains("/dataset/format/"))
                        .filter(path -> !path.toString().contains("/catalogue/"))
                        .toList()) {
                    if (NAMED.matcher(Files.readString(file)).find()) {
                        found.add(file.toString());
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static Example example(RecordFormat format, int number) {
        return new Example(
                "7",
                format.hasSystemPrompt() ? "Answer in one word." : null,
                List.of(Turn.user("Question " + number + "?"), Turn.assistant("answer " + number)),
                StrictJson.MAPPER.createObjectNode());
    }
}
