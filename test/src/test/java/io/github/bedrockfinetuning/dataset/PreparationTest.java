package io.github.bedrockfinetuning.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.Shared;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Form;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.Preparation.Drop;
import io.github.bedrockfinetuning.dataset.Preparation.Prepared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {
    private static final Model NOVA = Catalogue.load().model("amazon.nova-micro-v1:0");
    private static final Model HAIKU = Catalogue.load().model("anthropic.claude-3-haiku-20240307-v1:0");
    private static final Split SPLIT = new Split(0.1, 0.2, 7, null, true);

    @TempDir
    Path directory;

    @Test
    void keepsNearlyEqualQuestionsOnOneSide() throws IOException {
        List<String> lines = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            StringBuilder question = new StringBuilder("q" + i);
            for (int word = 0; word < 12; word++) {
                question.append(' ').append(Integer.toString(random.nextInt(1 << 30), 36));
            }
            for (String end : List.of("", " please", " right now")) {
                lines.add("{\"messages\": [{\"role\": \"user\", \"content\": \"" + question + end
                        + "\"}, {\"role\": \"assistant\", \"content\": \"" + i % 4 + "\"}]}");
            }
        }
        Collections.shuffle(lines, random);

        Prepared prepared = prepare(single(lines), NOVA);

        Set<String> test = new HashSet<>();
        for (String line : Files.readAllLines(prepared.test())) {
            test.add(line.replaceAll(".*\"text\":\"(q[0-9]+) .*", "$1"));
        }
        assertThat(prepared.counts().get("test")).isBetween(110L, 130L);
        assertThat(test).hasSize((int) (prepared.counts().get("test") / 3));
    }

    @Test
    void splitsOneFileIntoSharesThatMeetNowhere() throws IOException {
        Prepared prepared = prepare(single(routing(500)), NOVA);

        assertThat(prepared.rejected()).isFalse();
        assertThat(prepared.counts()).containsEntry("train", 350L).containsEntry("validation", 50L);
        assertThat(prepared.counts()).containsEntry("test", 100L);
        Set<String> questions = new HashSet<>();
        questions(prepared.train())
                .forEach(question -> assertThat(questions.add(question)).isTrue());
        questions(prepared.validation())
                .forEach(question -> assertThat(questions.add(question)).isTrue());
        for (String line : Files.readAllLines(prepared.test())) {
            assertThat(questions.add(Question.parse(line).turns().get(0).text()))
                    .isTrue();
        }
        assertThat(questions).hasSize(500);
    }

    @Test
    void keepsTheSharesOfLabelsOnEverySide() throws IOException {
        Prepared prepared = prepare(single(routing(500)), NOVA);

        List<String> labels = new ArrayList<>();
        for (String line : Files.readAllLines(prepared.test())) {
            labels.add(Question.parse(line).reference());
        }
        assertThat(Set.copyOf(labels))
                .hasSize(5)
                .allSatisfy(label ->
                        assertThat(Collections.frequency(labels, label)).isEqualTo(20));
    }

    @Test
    void splitsTheSameWhateverTheOrderOfLines() throws IOException {
        List<String> lines = routing(300);
        List<String> shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, new Random(5));

        Prepared one = prepare(single(lines), NOVA);
        Set<String> train = new HashSet<>(Files.readAllLines(one.train()));
        Prepared other = prepare(single(shuffled), NOVA);

        assertThat(new HashSet<>(Files.readAllLines(other.train()))).isEqualTo(train);
    }

    @Test
    void keepsNearEqualQuestionsOnOneSide() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            lines.add(record("Where is parcel number " + i + "?", "delivery"));
            lines.add(record("where is  PARCEL number " + i, "status"));
        }
        Prepared prepared = prepare(single(lines), NOVA);

        Set<String> tested = new HashSet<>();
        for (String line : Files.readAllLines(prepared.test())) {
            tested.add(Normal.normal(Question.parse(line).turns().get(0).text(), true));
        }
        assertThat(tested).isNotEmpty();
        assertThat(questions(prepared.train()).map(question -> Normal.normal(question, true)))
                .doesNotContainAnyElementsOf(tested);
    }

    @Test
    void keepsRecordsOfOneGroupOnOneSide() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            lines.add(record("Question " + i, "a" + i % 3).replaceFirst("\\{", "{\"customer\": \"c" + i / 4 + "\", "));
        }
        Split grouped = new Split(0.1, 0.2, 7, "customer", false);
        Prepared prepared = Preparation.prepare(single(lines), HAIKU, grouped, PersonalDataPolicy.REDACT, directory);

        assertThat(prepared.rejected()).isFalse();
        Set<Integer> tested = new HashSet<>();
        for (String line : Files.readAllLines(prepared.test())) {
            tested.add(group(Question.parse(line).turns().get(0).text()));
        }
        assertThat(tested).hasSize(10);
        assertThat(questions(prepared.train(), Form.MESSAGES).map(PreparationTest::group))
                .doesNotContainAnyElementsOf(tested);
    }

    @Test
    void keepsNearlyEqualQuestionsOfDifferentGroupsOnOneSide() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            for (String end : List.of("?", " !!")) {
                String customer = "{\"customer\": \"c" + i + end.length() + "\", ";
                lines.add(record("Question " + i + end, "a" + i % 3).replaceFirst("\\{", customer));
            }
        }
        Prepared prepared = Preparation.prepare(
                single(lines), HAIKU, new Split(0, 0.3, 7, "customer", false), PersonalDataPolicy.REDACT, directory);

        Set<String> tested = new HashSet<>();
        for (String line : Files.readAllLines(prepared.test())) {
            tested.add(Question.parse(line).turns().get(0).text().replaceAll("\\D", ""));
        }
        assertThat(tested).hasSize(30);
        assertThat(questions(prepared.train(), Form.MESSAGES).map(question -> question.replaceAll("\\D", "")))
                .hasSize(140)
                .doesNotContainAnyElementsOf(tested);
    }

    @Test
    void masksPersonalNumbersInEveryPartAndCountsTheRecords() throws IOException {
        List<String> lines = routing(60);
        List<String> cards = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            cards.add("4" + String.valueOf(100 + i).repeat(4) + "00");
            cards.set(i, luhn(cards.get(i)));
            lines.set(3 * i, record("Why was card " + cards.get(i) + " number " + i + " refused", "label_1"));
        }
        Prepared prepared = prepare(single(lines), NOVA);

        assertThat(prepared.rejected()).isFalse();
        assertThat(prepared.counts()).containsEntry("personalDataMasked", 20L);
        String staged = Files.readString(prepared.train())
                + Files.readString(prepared.test())
                + Files.readString(prepared.html())
                + Files.readString(prepared.json());
        assertThat(staged).doesNotContain(cards).contains("Why was card [payment card number] number");
        assertThat(prepared.checks().get(0).findings())
                .filteredOn(finding -> finding.rule().equals("PERSONAL_DATA"))
                .hasSize(20)
                .allMatch(finding -> finding.severity() == Severity.WARNING);
    }

    @Test
    void refusesOrKeepsPersonalNumbersWhereTheSettingsSaySo() throws IOException {
        List<String> lines = routing(60);
        lines.set(7, record("My card is 4111 1111 1111 1111.", "label_1"));
        Split none = new Split(0, 0.2, 7, null, true);

        Prepared refused = Preparation.prepare(single(lines), NOVA, none, PersonalDataPolicy.REFUSE, directory);
        assertThat(refused.rejected()).isTrue();
        assertThat(Files.readString(refused.refused())).contains("\"line\":8", "PERSONAL_DATA");

        Prepared kept = Preparation.prepare(single(lines), NOVA, none, PersonalDataPolicy.ALLOW, directory);
        assertThat(kept.rejected()).isFalse();
        assertThat(kept.checks().get(0).verdict()).isEqualTo(Verdict.ACCEPT);
        assertThat(Files.readString(kept.train()) + Files.readString(kept.test()))
                .contains("4111 1111 1111 1111");
    }

    /** The digits with a last one that makes Luhn's sum hold. */
    private static String luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return digits + (10 - sum % 10) % 10;
    }

    private static int group(String question) {
        return Integer.parseInt(question.replaceAll("\\D", "")) / 4;
    }

    @Test
    void removesDuplicatesAndLeaksFromTrainingAndNeverFromATestSet() throws IOException {
        List<String> train = routing(100);
        train.add(train.get(0));
        List<String> test = new ArrayList<>(List.of(train.get(5), train.get(5), record("Something new", "other")));
        Prepared prepared =
                prepare(new Drop("d", null, file("train.jsonl", train), null, file("test.jsonl", test), null), NOVA);

        assertThat(prepared.counts())
                .containsEntry("duplicatesRemoved", 1L)
                .containsEntry("leaksRemoved", 1L)
                .containsEntry("test", 3L)
                .containsEntry("refused", 2L);
        assertThat(prepared.checks().get(1).findings())
                .extracting(Finding::rule)
                .contains("LEAK");
        assertThat(Files.readAllLines(prepared.test()).stream()
                        .map(line -> Question.parse(line).id()))
                .containsExactly("1", "2", "3");
    }

    @Test
    void rejectsInTheDroppedForm() throws IOException {
        Prepared prepared = prepare(single(routing(31)), NOVA);

        assertThat(prepared.rejected()).isTrue();
        assertThat(prepared.train()).isNull();
        assertThat(prepared.checks().get(0).model()).isEqualTo(HAIKU.id());
        assertThat(prepared.checks().get(0).findings())
                .extracting(Finding::rule)
                .containsExactly("MIN_RECORDS");
        assertThat(Files.readString(prepared.html())).contains(">rejected<", "MIN_RECORDS");
    }

    @Test
    void tellsTheDroppedLineOfWhatOnlyTheBaseModelRefuses() throws IOException {
        List<String> lines = routing(60);
        lines.set(41, record("User: what now?", "other"));
        lines.addAll(0, List.of(lines.get(3), lines.get(4)));
        Prepared prepared = Preparation.prepare(
                single(lines), NOVA, new Split(0, 0, 1, null, false), PersonalDataPolicy.REDACT, directory);

        assertThat(prepared.rejected()).isTrue();
        Finding finding = prepared.checks().get(1).findings().get(0);
        assertThat(finding.rule()).isEqualTo("RESERVED");
        assertThat(finding.line()).isEqualTo(44);
    }

    @Test
    void leavesOfARejectedFileTheGoodRecordsAndTheBadOnesWithTheirReasons() throws IOException {
        List<String> lines = routing(60);
        lines.set(3, "{\"messages\": [");
        lines.set(9, "");
        lines.set(20, record("my key is AKIA" + "QWERTYUIOPASDFGH", "label_1"));
        lines.set(30, record("User: who am I?", "label_2"));
        lines.set(40, record("My card is 4111 1111 1111 1111.", "label_1"));
        Prepared prepared = prepare(single(lines), NOVA);

        assertThat(prepared.rejected()).isTrue();
        List<JsonNode> refused = new ArrayList<>();
        for (String line : Files.readAllLines(prepared.refused())) {
            refused.add(Json.MAPPER.readTree(line));
        }
        assertThat(refused).extracting(entry -> entry.path("line").asInt()).containsExactly(4, 10, 21);
        assertThat(refused)
                .extracting(entry -> entry.path("reason").asText().replaceAll(":.*", ""))
                .containsExactly("INVALID_JSON", "BLANK_LINE", "SECRET");
        assertThat(refused.get(0).path("record").asText()).isEqualTo(lines.get(3));
        assertThat(refused.get(2).path("record").asText()).contains("my key is \u2022");
        List<String> left = new ArrayList<>(lines);
        left.set(40, record("My card is [payment card number].", "label_1"));
        left.removeAll(List.of(lines.get(3), lines.get(9), lines.get(20)));
        assertThat(Files.readAllLines(prepared.cleaned())).isEqualTo(left);
        assertThat(prepared.counts()).containsEntry("refused", 3L).containsEntry("train", 0L);

        // In the form of its own it is good now; the base model still refuses one of its words.
        Source cleaned = Source.of(Files.copy(prepared.cleaned(), directory.resolve("again.jsonl")));
        Prepared again = prepare(new Drop("again", cleaned, null, null, null, null), NOVA);
        assertThat(Files.readAllLines(again.refused())).hasSize(1).allMatch(line -> line.contains("RESERVED"));
        assertThat(Files.readAllLines(again.cleaned())).hasSize(56);
    }

    @Test
    void showsNoSecretAndNoMarkupInTheReport() throws IOException {
        List<String> lines = routing(40);
        String secret = "AKIA" + "QWERTYUIOPASDFGH";
        lines.set(3, record("my key is " + secret + " <script>alert(1)</script>", "other"));
        Prepared prepared = prepare(single(lines), NOVA);

        assertThat(prepared.rejected()).isTrue();
        for (Path path : List.of(prepared.html(), prepared.json(), prepared.refused())) {
            assertThat(Files.readString(path)).doesNotContain(secret).doesNotContain("<script>alert");
        }
        assertThat(Files.readString(prepared.html())).contains("SECRET", "&lt;script");
        assertThat(prepared.checks().toString()).doesNotContain(secret);
    }

    @Test
    void preparesTheSharedSetsWithoutLosingATestRecord() throws IOException {
        for (String name : List.of("banking77", "snips", "tatqa", "anthropic_json_mode")) {
            Path set = Shared.path("data", name);
            Drop drop = new Drop(
                    name,
                    null,
                    Source.of(set.resolve("train.jsonl")),
                    Source.of(set.resolve("validation.jsonl")),
                    Source.of(set.resolve("test.jsonl")),
                    null);
            Prepared prepared = prepare(drop, NOVA);

            assertThat(prepared.checks()).noneMatch(CheckResult::rejected);
            assertThat(prepared.counts().get("test"))
                    .isEqualTo(Files.readAllLines(set.resolve("test.jsonl")).size());
            assertThat(prepared.counts().get("train")
                            + prepared.counts().get("duplicatesRemoved")
                            + prepared.counts().get("leaksRemoved"))
                    .isEqualTo(Files.readAllLines(set.resolve("train.jsonl")).size());
        }
    }

    private Prepared prepare(Drop drop, Model base) throws IOException {
        return Preparation.prepare(drop, base, SPLIT, PersonalDataPolicy.REDACT, directory);
    }

    private Drop single(List<String> lines) throws IOException {
        return new Drop("routing", file("routing.jsonl", lines), null, null, null, null);
    }

    private Source file(String name, List<String> lines) throws IOException {
        Path inputs = Files.createDirectories(directory.resolve("dropped"));
        return Source.of(Files.write(inputs.resolve(name), lines));
    }

    private static List<String> routing(int records) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            lines.add(record("Message " + i + " about my card", "label_" + i % 5));
        }
        return lines;
    }

    private static String record(String question, String answer) {
        Example example =
                new Example("", "Reply with one label.", List.of(Turn.user(question), Turn.assistant(answer)), null);
        return Examples.write(example, Form.MESSAGES);
    }

    private static Stream<String> questions(Path staged) throws IOException {
        return questions(staged, Form.CONVERSATION);
    }

    private static Stream<String> questions(Path staged, Form form) throws IOException {
        List<String> questions = new ArrayList<>();
        Examples.read(Source.of(staged), form, example -> questions.add(example.prompt()));
        return questions.stream();
    }
}
