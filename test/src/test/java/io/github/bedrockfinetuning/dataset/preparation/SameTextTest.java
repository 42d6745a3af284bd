package io.github.bedrockfinetuning.dataset.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.CheckResult;
import io.github.bedrockfinetuning.dataset.DatasetCheck;
import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.dataset.likeness.NormalForm;
import io.github.bedrockfinetuning.dataset.preparation.Preparation.Prepared;
import io.github.bedrockfinetuning.dataset.preparation.Preparation.UploadedFiles;
import io.github.bedrockfinetuning.dataset.rules.FileKind;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks that the check and the workflow treat the same texts as equal. */
class SameTextTest {
    private static final Model HAIKU = Catalogue.load().model("anthropic.claude-3-haiku-20240307-v1:0");

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | Where is the cafe\u0301 in Mu\u0308nchen? | Where is the caf\u00e9 in M\u00fcnchen?",
                "true  | Where is my\u00a0parcel now?  | Where is my  parcel now?",
                "true  | 'Where is my\tparcel\nnow?' | Where is my parcel now?",
                "true  | Where is my par\u00adcel now?\u200b | Where is my parcel now?",
                "true  | WHERE is my Parcel now? | Where is my parcel now?",
                "true  | \u1112\u1161\u11ab\u1100\u1173\u11af | \ud55c\uae00",
                "false | Evaluate 7\u00b2 for me please | Evaluate 72 for me please",
                "false | Is \u2460 the right answer here | Is 1 the right answer here",
                "false | Is x\u2081 the right answer here | Is x1 the right answer here",
                "false | What is a resume in this office | What is a resum\u00e9 in this office",
                "false | What is 1.5 + 1 in this book | What is 15 + 1 in this book",
            })
    void theCheckAndTheWorkflowAgree(boolean same, String one, String other) throws IOException {
        List<String> lines = Dropped.routing(60);
        lines.set(10, record(one, "label_0"));
        lines.set(30, record(other, "label_1"));
        Dropped dropped = new Dropped(directory);
        assertThat(rules(dropped.file("a.jsonl", lines)).contains("CONTRADICTION"))
                .isEqualTo(same);
        lines.set(30, record(other, "label_0"));
        assertThat(rules(dropped.file("b.jsonl", lines)).contains("DUPLICATE_RECORD"))
                .isEqualTo(same);
        Prepared prepared = dropped.prepare(dropped.single(lines), HAIKU);
        assertThat(prepared.counts().get("duplicatesRemoved")).isEqualTo(same ? 1 : 0);

        lines.set(30, record("Quite another question of somebody", "label_0"));
        Source train = dropped.file("train.jsonl", lines);
        List<String> asked = new ArrayList<>(Dropped.routing(90).subList(70, 90));
        asked.set(3, record(other, "label_0"));
        Source test = dropped.file("test.jsonl", asked);
        assertThat(rules(DatasetCheck.checkPair(train, test, HAIKU).get(1)).contains("LEAK"))
                .isEqualTo(same);
        prepared = dropped.prepare(new UploadedFiles("routing", null, train, null, test, null), HAIKU);
        assertThat(prepared.counts().get("leaksRemoved")).isEqualTo(same ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"label_0., true", "Label_0, true", "'label_0 ', true", "LABEL _0, true", "label_00, false"})
    void tellsLabelsThatAreTheSameButForCaseSpacesOrAFinalStop(String spelling, boolean told) throws IOException {
        List<String> lines = Dropped.routing(60);
        lines.set(20, record("Somebody asks something else", spelling));
        CheckResult result =
                DatasetCheck.check(new Dropped(directory).file("a.jsonl", lines), HAIKU, FileKind.TRAINING);
        List<Finding> found = result.findings().stream()
                .filter(finding -> finding.rule().equals("LABEL_SPELLING"))
                .toList();
        boolean spaceAtItsEndOnly = spelling.strip().equals("label_0");
        assertThat(found).hasSize(told && !spaceAtItsEndOnly ? 1 : 0);
        if (!found.isEmpty()) {
            assertThat(found.get(0).line()).isEqualTo(21L);
            assertThat(found.get(0).message()).contains("line 1,").doesNotContain(spelling.strip());
        }
    }

    @Test
    void readsBytesAsItReadsTexts() {
        List<String> texts = new ArrayList<>(
                List.of("", " ", "A  b\tC ", "é  ß\u00a0X", "e\u0301", "\u200ba", "x\u007fy", "a".repeat(9000) + "Ü"));
        Random random = new Random(3);
        int[] firsts = {0x20, 0x80, 0xC0, 0x2000, 0x4E00, 0x400, 0x440, 0x300, 0xAC00, 0x3040, 0x1E00};
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = 0; j < 6; j++) {
                text.appendCodePoint(firsts[random.nextInt(i % 2 == 0 ? 7 : firsts.length)] + random.nextInt(80));
            }
            texts.add(text.toString());
        }
        for (String text : texts) {
            for (boolean caseless : new boolean[] {true, false}) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                NormalForm normal = new NormalForm();
                normal.clear();
                normal.add(utf8, 0, utf8.length, caseless);
                assertThat(new String(normal.bytes(), 0, normal.length(), StandardCharsets.UTF_8))
                        .isEqualTo(NormalForm.text(text, caseless));
            }
        }
    }

    private static String record(String question, String answer) {
        return Dropped.record(question, answer);
    }

    private static List<String> rules(Source source) throws IOException {
        return rules(DatasetCheck.check(source, HAIKU, FileKind.TRAINING));
    }

    private static List<String> rules(CheckResult result) {
        return result.findings().stream().map(Finding::rule).toList();
    }
}
