package io.github.bedrockfinetuning.local.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.dataset.DatasetCheck;
import io.github.bedrockfinetuning.dataset.FileVerdict;
import io.github.bedrockfinetuning.dataset.rules.FileKind;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemonstrationTest {
    private static final Demonstration DATA = Demonstration.generate(Demonstration.SEED);

    @Test
    void hasEnoughMessagesOfEveryLabelInEverySet() {
        assertThat(DATA.labels()).hasSize(12);
        assertThat(DATA.training()).hasSizeGreaterThanOrEqualTo(1000);
        assertThat(DATA.validation()).hasSizeGreaterThanOrEqualTo(120);
        assertThat(DATA.test()).hasSizeGreaterThanOrEqualTo(240);
        for (var set : List.of(DATA.training(), DATA.validation(), DATA.test())) {
            var counts = set.stream().collect(Collectors.groupingBy(Message::label, Collectors.counting()));
            assertThat(counts).containsOnlyKeys(DATA.labels());
            assertThat(new HashSet<>(counts.values())).hasSize(1);
        }
    }

    @Test
    void wordsNoTestOrValidationMessageAsAnyTrainingMessage() {
        var training = wordings(DATA.training());
        assertThat(wordings(DATA.test())).isNotEmpty().doesNotContainAnyElementsOf(training);
        assertThat(wordings(DATA.validation())).isNotEmpty().doesNotContainAnyElementsOf(training);
        assertThat(wordings(DATA.validation())).doesNotContainAnyElementsOf(wordings(DATA.test()));
    }

    /** Two lines in the file must not contain the same wording, even with different choices and blanks. */
    @Test
    void hasNoWordingTwiceInItsFile() {
        var plain = Wording.all().stream()
                .map(wording -> wording.text()
                        .replaceAll("\\[[^]]*]|\\{[^}]*}", "_")
                        .replaceAll("[^\\p{L}_]+", " ")
                        .strip()
                        .toLowerCase(java.util.Locale.ROOT))
                .toList();
        assertThat(plain).filteredOn(text -> text.contains(" ")).doesNotHaveDuplicates();
    }

    @Test
    void repeatsNoMessage() {
        var texts = Stream.of(DATA.training(), DATA.validation(), DATA.test())
                .flatMap(Collection::stream)
                .map(Message::text)
                .toList();
        assertThat(texts).doesNotHaveDuplicates();
    }

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        assertThat(Demonstration.generate(5).training())
                .isEqualTo(Demonstration.generate(5).training());
        assertThat(Demonstration.generate(5).training())
                .isNotEqualTo(Demonstration.generate(6).training());
    }

    @Test
    void isFilledInCompletely() {
        assertThat(DATA.test()).allSatisfy(message -> assertThat(message.text()).doesNotContain("{", "}", "[", "]"));
        assertThat(DATA.training())
                .allSatisfy(message -> assertThat(message.text()).doesNotContain("{", "}", "[", "]"));
    }

    @Test
    void passesTheCheckThatDroppedDataMustPass(@TempDir Path folder) throws IOException {
        DATA.write(folder);
        var train = Source.of(folder.resolve("train.jsonl"));
        var validation = Source.of(folder.resolve("validation.jsonl"));
        assertThat(DatasetCheck.checkPair(train, validation, null))
                .allSatisfy(result ->
                        assertThat(result.verdict()).as("%s", result.findings()).isEqualTo(FileVerdict.ACCEPT));
        var test = DatasetCheck.check(Source.of(folder.resolve("test.jsonl")), null, FileKind.TEST);
        assertThat(test.verdict()).as("%s", test.findings()).isEqualTo(FileVerdict.ACCEPT);
    }

    @Test
    void writesTestRecordsWithTheirIdAndChannel(@TempDir Path folder) throws IOException {
        DATA.write(folder);
        assertThat(Files.readAllLines(folder.resolve("test.jsonl")))
                .hasSameSizeAs(DATA.test())
                .first()
                .asString()
                .startsWith("{\"id\":\"test-0001\",\"channel\":\"");
        assertThat(Files.readAllLines(folder.resolve("train.jsonl")))
                .first()
                .asString()
                .startsWith("{\"system\":\"");
    }

    /** Greetings and thanks occur in several sets. Requests and their context do not. */
    private static Set<String> wordings(List<Message> messages) {
        return messages.stream()
                .flatMap(message -> message.wordings().stream())
                .filter(id -> !id.startsWith("opening") && !id.startsWith("closing"))
                .collect(Collectors.toSet());
    }
}
