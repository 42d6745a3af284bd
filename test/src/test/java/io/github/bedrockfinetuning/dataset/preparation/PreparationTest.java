package io.github.bedrockfinetuning.dataset.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.Shared;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.CheckResult;
import io.github.bedrockfinetuning.dataset.FileVerdict;
import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.dataset.json.StrictJson;
import io.github.bedrockfinetuning.dataset.preparation.Preparation.Prepared;
import io.github.bedrockfinetuning.dataset.preparation.Preparation.UploadedFiles;
import io.github.bedrockfinetuning.dataset.record.Question;
import io.github.bedrockfinetuning.dataset.rules.PersonalDataPolicy;
import io.github.bedrockfinetuning.dataset.rules.SensitivePolicy;
import io.github.bedrockfinetuning.dataset.rules.Severity;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {
    private static final Model NOVA = Catalogue.load().model("amazon.nova-micro-v1:0");
    private static final Model HAIKU = Catalogue.load().model("anthropic.claude-3-haiku-20240307-v1:0");

    @TempDir
    Path directory;

    private Dropped dropped() {
        return new Dropped(directory);
    }

    @Test
    void masksPersonalNumbersInEveryPartAndCountsTheRecords() throws IOException {
        List<String> lines = Dropped.routing(60);
        List<String> cards = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            cards.add("4" + String.valueOf(100 + i).repeat(4) + "00");
            cards.set(i, luhn(cards.get(i)));
            lines.set(3 * i, Dropped.record("Why was card " + cards.get(i) + " number " + i + " refused", "label_1"));
        }
        Prepared prepared = dropped().prepare(dropped().single(lines), NOVA);

        assertThat(prepared.rejected()).isFalse();
        assertThat(prepared.counts()).containsEntry("personalDataMasked", 20L);
        String staged = Files.readString(prepared.files().train())
                + Files.readString(prepared.files().test())
                + Files.readString(prepared.report().html())
                + Files.readString(prepared.report().json());
        assertThat(staged).doesNotContain(cards).contains("Why was card [payment card number] number");
        assertThat(prepared.checks().get(0).findings())
                .filteredOn(finding -> finding.rule().equals("PERSONAL_DATA"))
                .hasSize(20)
                .allMatch(finding -> finding.severity() == Severity.WARNING);
    }

    @Test
    void refusesOrKeepsPersonalNumbersWhereTheSettingsSaySo() throws IOException {
        List<String> lines = Dropped.routing(60);
        lines.set(7, Dropped.record("My card is 4111 1111 1111 1111.", "label_1"));
        Split none = new Split(0, 0.2, 7, null, true);

        Prepared refused = Preparation.prepare(
                dropped().single(lines), NOVA, none, SensitivePolicy.of(PersonalDataPolicy.REFUSE), directory);
        assertThat(refused.rejected()).isTrue();
        assertThat(Files.readString(refused.files().refused())).contains("\"line\":8", "PERSONAL_DATA");

        Prepared kept = Preparation.prepare(
                dropped().single(lines), NOVA, none, SensitivePolicy.of(PersonalDataPolicy.ALLOW), directory);
        assertThat(kept.rejected()).isFalse();
        assertThat(kept.checks().get(0).verdict()).isEqualTo(FileVerdict.ACCEPT);
        assertThat(Files.readString(kept.files().train())
                        + Files.readString(kept.files().test()))
                .contains("4111 1111 1111 1111");
    }

    /** Returns the digits with a valid Luhn check digit. */
    private static String luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return digits + (10 - sum % 10) % 10;
    }

    @Test
    void removesDuplicatesAndLeaksFromTrainingAndNeverFromATestSet() throws IOException {
        List<String> train = Dropped.routing(100);
        train.add(train.get(0));
        List<String> test =
                new ArrayList<>(List.of(train.get(5), train.get(5), Dropped.record("Something new", "other")));
        Prepared prepared = dropped()
                .prepare(
                        new UploadedFiles(
                                "d",
                                null,
                                dropped().file("train.jsonl", train),
                                null,
                                dropped().file("test.jsonl", test),
                                null),
                        NOVA);

        assertThat(prepared.counts())
                .containsEntry("duplicatesRemoved", 1L)
                .containsEntry("leaksRemoved", 1L)
                .containsEntry("test", 3L)
                .containsEntry("refused", 2L);
        assertThat(prepared.checks().get(1).findings())
                .extracting(Finding::rule)
                .contains("LEAK");
        assertThat(Files.readAllLines(prepared.files().test()).stream()
                        .map(line -> Question.parse(line).id()))
                .containsExactly("1", "2", "3");
    }

    @Test
    void rejectsInTheDroppedForm() throws IOException {
        Prepared prepared = dropped().prepare(dropped().single(Dropped.routing(31)), NOVA);

        assertThat(prepared.rejected()).isTrue();
        assertThat(prepared.files().train()).isNull();
        assertThat(prepared.checks().get(0).model()).isEqualTo(HAIKU.id());
        assertThat(prepared.checks().get(0).findings())
                .extracting(Finding::rule)
                .containsExactly("MIN_RECORDS");
        assertThat(Files.readString(prepared.report().html())).contains(">rejected<", "MIN_RECORDS");
    }

    @Test
    void tellsTheDroppedLineOfWhatOnlyTheBaseModelRefuses() throws IOException {
        List<String> lines = Dropped.routing(60);
        lines.set(41, Dropped.record("User: what now?", "other"));
        lines.addAll(0, List.of(lines.get(3), lines.get(4)));
        Prepared prepared = Preparation.prepare(
                dropped().single(lines), NOVA, new Split(0, 0, 1, null, false), SensitivePolicy.STANDARD, directory);

        assertThat(prepared.rejected()).isTrue();
        Finding finding = prepared.checks().get(1).findings().get(0);
        assertThat(finding.rule()).isEqualTo("RESERVED");
        assertThat(finding.line()).isEqualTo(44);
    }

    @Test
    void leavesOfARejectedFileTheGoodRecordsAndTheBadOnesWithTheirReasons() throws IOException {
        List<String> lines = Dropped.routing(60);
        lines.set(3, "{\"messages\": [");
        lines.set(9, "");
        lines.set(20, Dropped.record("my key is AKIAQWERTYUIOPASDFGH", "label_1"));
        lines.set(30, Dropped.record("User: who am I?", "label_2"));
        lines.set(40, Dropped.record("My card is 4111 1111 1111 1111.", "label_1"));
        Prepared prepared = dropped().prepare(dropped().single(lines), NOVA);

        assertThat(prepared.rejected()).isTrue();
        List<JsonNode> refused = new ArrayList<>();
        for (String line : Files.readAllLines(prepared.files().refused())) {
            refused.add(StrictJson.MAPPER.readTree(line));
        }
        assertThat(refused).extracting(entry -> entry.path("line").asInt()).containsExactly(4, 10, 21);
        assertThat(refused)
                .extracting(entry -> entry.path("reason").asText().replaceAll(":.*", ""))
                .containsExactly("INVALID_JSON", "BLANK_LINE", "SECRET");
        assertThat(refused.get(0).path("record").asText()).isEqualTo(lines.get(3));
        assertThat(refused.get(2).path("record").asText()).contains("my key is \u2022");
        List<String> left = new ArrayList<>(lines);
        left.set(40, Dropped.record("My card is [payment card number].", "label_1"));
        left.removeAll(List.of(lines.get(3), lines.get(9), lines.get(20)));
        assertThat(Files.readAllLines(prepared.files().cleaned())).isEqualTo(left);
        assertThat(prepared.counts()).containsEntry("refused", 3L).containsEntry("train", 0L);

        // The record is now valid in its own format, but the base model still rejects one of its words.
        Source cleaned = Source.of(Files.copy(prepared.files().cleaned(), directory.resolve("again.jsonl")));
        Prepared again = dropped().prepare(new UploadedFiles("again", cleaned, null, null, null, null), NOVA);
        assertThat(Files.readAllLines(again.files().refused())).hasSize(1).allMatch(line -> line.contains("RESERVED"));
        assertThat(Files.readAllLines(again.files().cleaned())).hasSize(56);
    }

    @Test
    void showsNoSecretAndNoMarkupInTheReport() throws IOException {
        List<String> lines = Dropped.routing(40);
        String secret = "AKIAQWERTYUIOPASDFGH";
        lines.set(3, Dropped.record("my key is " + secret + " <script>alert(1)</script>", "other"));
        Prepared prepared = dropped().prepare(dropped().single(lines), NOVA);

        assertThat(prepared.rejected()).isTrue();
        for (Path path : List.of(
                prepared.report().html(),
                prepared.report().json(),
                prepared.files().refused())) {
            assertThat(Files.readString(path)).doesNotContain(secret).doesNotContain("<script>alert");
        }
        assertThat(Files.readString(prepared.report().html())).contains("SECRET", "&lt;script");
        assertThat(prepared.checks().toString()).doesNotContain(secret);
    }

    @Test
    void preparesTheSharedSetsWithoutLosingATestRecord() throws IOException {
        for (String name : List.of("banking77", "snips", "tatqa", "anthropic_json_mode")) {
            Path set = Shared.path("data", name);
            UploadedFiles drop = new UploadedFiles(
                    name,
                    null,
                    Source.of(set.resolve("train.jsonl")),
                    Source.of(set.resolve("validation.jsonl")),
                    Source.of(set.resolve("test.jsonl")),
                    null);
            Prepared prepared = dropped().prepare(drop, NOVA);

            assertThat(prepared.checks()).noneMatch(CheckResult::rejected);
            assertThat(prepared.counts().get("test"))
                    .isEqualTo(Files.readAllLines(set.resolve("test.jsonl")).size());
            assertThat(prepared.counts().get("train")
                            + prepared.counts().get("duplicatesRemoved")
                            + prepared.counts().get("leaksRemoved"))
                    .isEqualTo(Files.readAllLines(set.resolve("train.jsonl")).size());
        }
    }
}
