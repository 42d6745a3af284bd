package io.github.bedrockfinetuning.dataset.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.likeness.NormalForm;
import io.github.bedrockfinetuning.dataset.preparation.Preparation.Prepared;
import io.github.bedrockfinetuning.dataset.record.Question;
import io.github.bedrockfinetuning.dataset.rules.SensitivePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests which records a split must keep together, and what must not affect the split. */
class SplittingTest {
    private static final Model NOVA = Catalogue.load().model("amazon.nova-micro-v1:0");
    private static final Model HAIKU = Catalogue.load().model("anthropic.claude-3-haiku-20240307-v1:0");

    @TempDir
    Path directory;

    private Dropped dropped() {
        return new Dropped(directory);
    }

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

        Prepared prepared = dropped().prepare(dropped().single(lines), NOVA);

        Set<String> test = new HashSet<>();
        for (String line : Files.readAllLines(prepared.files().test())) {
            test.add(line.replaceAll(".*\"text\":\"(q[0-9]+) .*", "$1"));
        }
        assertThat(prepared.counts().get("test")).isBetween(110L, 130L);
        assertThat(test).hasSize((int) (prepared.counts().get("test") / 3));
    }

    @Test
    void splitsOneFileIntoSharesThatMeetNowhere() throws IOException {
        Prepared prepared = dropped().prepare(dropped().single(Dropped.routing(500)), NOVA);

        assertThat(prepared.rejected()).isFalse();
        assertThat(prepared.counts()).containsEntry("train", 350L).containsEntry("validation", 50L);
        assertThat(prepared.counts()).containsEntry("test", 100L);
        Set<String> questions = new HashSet<>();
        Dropped.questions(prepared.files().train())
                .forEach(question -> assertThat(questions.add(question)).isTrue());
        Dropped.questions(prepared.files().validation())
                .forEach(question -> assertThat(questions.add(question)).isTrue());
        for (String line : Files.readAllLines(prepared.files().test())) {
            assertThat(questions.add(Question.parse(line).turns().get(0).text()))
                    .isTrue();
        }
        assertThat(questions).hasSize(500);
    }

    @Test
    void keepsTheSharesOfLabelsOnEverySide() throws IOException {
        Prepared prepared = dropped().prepare(dropped().single(Dropped.routing(500)), NOVA);

        List<String> labels = new ArrayList<>();
        for (String line : Files.readAllLines(prepared.files().test())) {
            labels.add(Question.parse(line).reference());
        }
        assertThat(Set.copyOf(labels))
                .hasSize(5)
                .allSatisfy(label ->
                        assertThat(Collections.frequency(labels, label)).isEqualTo(20));
    }

    @Test
    void splitsTheSameWhateverTheOrderOfLines() throws IOException {
        List<String> lines = Dropped.routing(300);
        List<String> shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, new Random(5));

        Prepared one = dropped().prepare(dropped().single(lines), NOVA);
        Set<String> train = new HashSet<>(Files.readAllLines(one.files().train()));
        Prepared other = dropped().prepare(dropped().single(shuffled), NOVA);

        assertThat(new HashSet<>(Files.readAllLines(other.files().train()))).isEqualTo(train);
    }

    @Test
    void keepsNearEqualQuestionsOnOneSide() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            lines.add(Dropped.record("Where is parcel number " + i + "?", "delivery"));
            lines.add(Dropped.record("where is  PARCEL number " + i, "status"));
        }
        Prepared prepared = dropped().prepare(dropped().single(lines), NOVA);

        Set<String> tested = new HashSet<>();
        for (String line : Files.readAllLines(prepared.files().test())) {
            tested.add(NormalForm.words(Question.parse(line).turns().get(0).text()));
        }
        assertThat(tested).isNotEmpty();
        assertThat(Dropped.questions(prepared.files().train()).map(question -> NormalForm.words(question)))
                .doesNotContainAnyElementsOf(tested);
    }

    @Test
    void keepsRecordsOfOneGroupOnOneSide() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            lines.add(Dropped.record("Question " + i, "a" + i % 3)
                    .replaceFirst("\\{", "{\"customer\": \"c" + i / 4 + "\", "));
        }
        Split grouped = new Split(0.1, 0.2, 7, "customer", false);
        Prepared prepared =
                Preparation.prepare(dropped().single(lines), HAIKU, grouped, SensitivePolicy.STANDARD, directory);

        assertThat(prepared.rejected()).isFalse();
        Set<Integer> tested = new HashSet<>();
        for (String line : Files.readAllLines(prepared.files().test())) {
            tested.add(group(Question.parse(line).turns().get(0).text()));
        }
        assertThat(tested).hasSize(10);
        assertThat(Dropped.questions(prepared.files().train(), RecordFormatId.MESSAGES)
                        .map(SplittingTest::group))
                .doesNotContainAnyElementsOf(tested);
    }

    @Test
    void keepsNearlyEqualQuestionsOfDifferentGroupsOnOneSide() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            for (String end : List.of("?", " !!")) {
                String customer = "{\"customer\": \"c" + i + end.length() + "\", ";
                lines.add(Dropped.record("Question " + i + end, "a" + i % 3).replaceFirst("\\{", customer));
            }
        }
        Prepared prepared = Preparation.prepare(
                dropped().single(lines),
                HAIKU,
                new Split(0, 0.3, 7, "customer", false),
                SensitivePolicy.STANDARD,
                directory);

        Set<String> tested = new HashSet<>();
        for (String line : Files.readAllLines(prepared.files().test())) {
            tested.add(Question.parse(line).turns().get(0).text().replaceAll("\\D", ""));
        }
        assertThat(tested).hasSize(30);
        assertThat(Dropped.questions(prepared.files().train(), RecordFormatId.MESSAGES)
                        .map(question -> question.replaceAll("\\D", "")))
                .hasSize(140)
                .doesNotContainAnyElementsOf(tested);
    }

    private static int group(String question) {
        return Integer.parseInt(question.replaceAll("\\D", "")) / 4;
    }
}
