package io.github.bedrockfinetuning.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.Shared;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.format.Examples;
import io.github.bedrockfinetuning.dataset.record.Example;
import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.dataset.rules.FileKind;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests findings about the records of a file as a whole and about outliers. They do not change the verdict. */
class QualityFindingsTest {
    private static final List<String> PLACES = List.of("Lisbon", "Oslo", "Quito", "Hanoi", "Dakar", "Perth", "Cusco");
    private static final List<String> THINGS = List.of("parcel", "invoice", "refund", "password", "voucher");

    @TempDir
    Path directory;

    @Test
    void namesALabelThatIsMuchRarerThanTheOthers() throws IOException {
        List<String> lines = ordinary(200);
        lines.set(41, record("Somebody stole my bicycle yesterday evening", "refnud"));
        lines.set(90, record("Somebody took my other bicycle this morning", "refnud"));

        List<Finding> found = found(lines, "RARE_LABEL");

        assertThat(found).hasSize(1);
        assertThat(found.get(0).line()).isEqualTo(42L);
        assertThat(found.get(0).message()).contains("Only 2 of 200", "lines 42, 91");
    }

    @Test
    void callsNoLabelRareWhereAnswersAreFreeTextOrAllLabelsAreRare() throws IOException {
        List<String> free = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            free.add(record("Question " + i + " about " + PLACES.get(i % 7), "Answer " + i / 2));
        }
        assertThat(found(free, "RARE_LABEL")).isEmpty();
        assertThat(found(ordinary(35), "RARE_LABEL")).isEmpty();
    }

    @Test
    void namesTheLengthThatIsFarFromTheOthers() throws IOException {
        List<String> lines = ordinary(100);
        lines.set(20, record("My parcel to Oslo. ".repeat(60), "parcel"));
        lines.set(60, record("When does my parcel to Perth arrive", "parcel ".repeat(40)));

        List<Finding> found = found(lines, "LENGTH_OUTLIER");

        assertThat(found).extracting(Finding::line).containsExactly(21L, 61L);
        assertThat(found.get(0).message()).contains("question has 1140 characters");
        assertThat(found.get(1).message()).contains("answer has 280 characters");
    }

    @Test
    void findsNoLengthFarWhereLengthsVaryWidely() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            lines.add(record("word" + i + " " + "more ".repeat((int) Math.exp(i % 20 / 3.0)), "a" + i));
        }
        assertThat(found(lines, "LENGTH_OUTLIER")).isEmpty();
    }

    @Test
    void countsTheQuestionsInOtherLanguages() throws IOException {
        List<String> lines = ordinary(100);
        for (int i = 0; i < 4; i++) {
            lines.set(
                    10 + i,
                    record(
                            "Wo ist mein Paket " + i + ", das ich nach " + PLACES.get(i) + " geschickt habe?",
                            "parcel"));
            lines.set(
                    30 + i, record("Je ne trouve pas ma facture pour " + PLACES.get(i) + " dans le colis", "invoice"));
            lines.set(50 + i, record("Где моя посылка номер " + i + "?", "parcel"));
        }
        // There are so few that they could be quotations.
        lines.set(70, record("¿Cómo puedo cambiar la contraseña de mi cuenta en la aplicación?", "password"));

        List<Finding> found = found(lines, "LANGUAGE_MIX");

        assertThat(found).extracting(Finding::line).containsExactly(11L, 31L, 51L);
        assertThat(found.get(0).message()).contains("At least 4 questions are in German (lines 11, 12, 13, 14)");
        assertThat(found.get(1).message()).contains("4 questions are in French");
        assertThat(found.get(2).message()).contains("4 questions are in Cyrillic script");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Wie kann ich meine Karte sperren und eine neue bestellen?",
                "Comment est-ce que je peux changer le mot de passe de mon compte ?",
                "¿Cómo puedo cambiar la contraseña de mi cuenta?",
                "Come posso cambiare la password del mio conto?",
                "Como posso mudar a senha da minha conta no banco?",
                "Hoe kan ik het wachtwoord van mijn rekening veranderen?",
                "Hur kan jag byta lösenord för mitt konto och min e-post?",
                "Jak moge zmienic haslo do konta, czy to jest dla mnie na stronie?",
                "Где я могу сменить пароль от своего счёта?",
                "パスワードを変更するにはどうすればいいですか",
                "我怎样才能更改我的密码",
                "비밀번호를 어떻게 변경할 수 있나요",
            })
    void findsNoMixInAFileOfOneLanguage(String question) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            lines.add(record(question + " " + i, "a" + i % 4));
        }
        assertThat(found(lines, "LANGUAGE_MIX")).isEmpty();
        // The language is also distinguished from English.
        List<String> mixed = ordinary(60);
        mixed.addAll(lines);
        assertThat(found(mixed, "LANGUAGE_MIX")).hasSize(1);
    }

    @Test
    void doesNotCallQuestionsOnTheSameLongTextCopies() throws IOException {
        String text =
                "The table shows revenue and cost of the company for each year and each of its segments. ".repeat(9);
        List<String> lines = new ArrayList<>();
        List<String> asked = List.of(
                "What was the revenue of the cloud segment?",
                "Which year had the highest cost?",
                "How many segments does the company report on?",
                "By what percentage did cost of licences change?");
        for (int i = 0; i < 40; i++) {
            lines.add(record("Part " + i / 4 + ". " + text + "\\n\\n" + asked.get(i % 4), "answer " + i));
        }
        lines.add(record("part 3. " + text + "\\n\\nWhat WAS the revenue of the cloud segment", "answer 12"));

        List<Finding> found = found(lines, "NEAR_DUPLICATE");

        assertThat(found).extracting(Finding::line).contains(41L);
        assertThat(found.stream().filter(finding -> finding.line() < 41))
                .allMatch(finding -> finding.line() > 4, "only the same question of another part");
    }

    @Test
    void raisesHardlyAFalseAlarmOnTheSharedSets() throws IOException {
        for (String set : List.of("banking77", "snips", "tatqa", "anthropic_json_mode")) {
            for (String part : List.of("train", "validation", "test")) {
                Source file = Source.of(Shared.path("data", set, part + ".jsonl"), set + "/" + part);
                CheckResult result = DatasetCheck.check(file, null, FileKind.TEST);

                assertThat(result.rejected()).isFalse();
                assertThat(result.findings())
                        .extracting(Finding::rule)
                        .doesNotContain("RARE_LABEL", "LANGUAGE_MIX", "PERSONAL_DATA", "SECRET", "ONE_LABEL");
                assertThat(result.findings())
                        .filteredOn(finding -> finding.rule().equals("LENGTH_OUTLIER"))
                        .hasSizeLessThan(2);
            }
        }
    }

    private List<Finding> found(List<String> lines, String rule) throws IOException {
        Path file = Files.write(directory.resolve("made.jsonl"), lines);
        CheckResult result = DatasetCheck.check(Source.of(file), null, FileKind.TRAINING);
        assertThat(result.verdict()).isIn(FileVerdict.ACCEPT, FileVerdict.WARN);
        return result.findings().stream()
                .filter(finding -> finding.rule().equals(rule))
                .toList();
    }

    private static List<String> ordinary(int records) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            String thing = THINGS.get(i % 5);
            lines.add(record(
                    "What has become of the " + thing + " number " + i + " that I sent to " + PLACES.get(i % 7) + "?",
                    thing));
        }
        return lines;
    }

    private static String record(String question, String answer) {
        List<Turn> turns = List.of(Turn.user(question.replace("\\n", "\n")), Turn.assistant(answer));
        return Examples.write(new Example("", null, turns, null), RecordFormatId.MESSAGES);
    }
}
