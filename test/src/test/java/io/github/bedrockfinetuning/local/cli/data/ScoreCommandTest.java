package io.github.bedrockfinetuning.local.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ScoreCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsOneLineAPairInInputOrder() throws IOException {
        Path pairs = write(
                "{\"id\":\"z\",\"prediction\":\"The cat\",\"references\":[\"a cat\"]}",
                "{\"id\":\"a\",\"prediction\":\"dog\",\"references\":[\"cat\"]}");

        assertThat(score("squad_em", pairs)).isZero();

        assertThat(out.toString().lines())
                .containsExactly("{\"id\":\"z\",\"score\":1.0}", "{\"id\":\"a\",\"score\":0.0}");
    }

    @Test
    void takesTatQasPairs() throws IOException {
        Path pairs = write("{\"id\":\"t\",\"prediction\":[\"1,496.5\"],\"pred_scale\":\"million\",\"gold\":"
                + "{\"answer_type\":\"span\",\"answer\":[\"$1,496.5\"],\"scale\":\"million\"}}");

        assertThat(score("tatqa_f1", pairs)).isZero();

        assertThat(out.toString().lines()).containsExactly("{\"id\":\"t\",\"score\":1.0}");
    }

    @Test
    void namesTheLineThatIsWrong() throws IOException {
        Path pairs =
                write("{\"id\":\"a\",\"prediction\":\"x\",\"references\":[\"x\"]}", "{\"id\":\"b\",\"prediction\":7}");

        assertThat(score("squad_em", pairs)).isEqualTo(2);

        assertThat(err.toString()).contains("line 2", "\"references\" must be a list of strings");
    }

    @Test
    void saysWhereAMetricGivesTheReferenceItselfNothing() throws IOException {
        Path pairs = write("{\"id\":\"a\",\"prediction\":\"\u0E14\u0E35\",\"references\":[\"\u0E14\u0E35\"]}");

        assertThat(score("rouge_1", pairs)).isZero();

        assertThat(err.toString())
                .contains("In 1 pairs, rouge_1 returns 0 even if the prediction is identical to the reference");
    }

    @Test
    void namesTheMetricsThereAre() throws IOException {
        assertThat(score("f1", write("{}"))).isEqualTo(2);

        assertThat(err.toString()).contains("There is no metric \"f1\"", "squad_f1", "tatqa_em");
    }

    private int score(String metric, Path pairs) {
        return new CommandLine(new ScoreCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("--metric", metric, pairs.toString());
    }

    private Path write(String... lines) throws IOException {
        return Files.write(folder.resolve("pairs.jsonl"), List.of(lines));
    }
}
