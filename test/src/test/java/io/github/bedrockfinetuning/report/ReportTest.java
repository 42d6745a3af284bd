package io.github.bedrockfinetuning.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.verdict.Comparison;
import io.github.bedrockfinetuning.verdict.ComparisonOptions;
import io.github.bedrockfinetuning.verdict.Fixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void showsHostileTextsAsText() throws Exception {
        ReportFiles.write(folder, Fixtures.hostile(), Fixtures.hostileContext());

        String html = Files.readString(folder.resolve("report.html"));
        assertThat(html).doesNotContain("<script", "<img", "<svg onload", "<style>*", "-->", "\u001B", "\u202E");
        assertThat(html).contains("&lt;script", "\u27E8U+202E\u27E9", "\u27E8U+001B\u27E9", "more characters");
        assertThat(html).doesNotContain("x".repeat(10_000));
        assertThat(html.split("<style>")).hasSize(2);
    }

    @Test
    void allowsNothingButItsOwnStyle() throws Exception {
        ReportFiles.write(folder, Fixtures.hostile(), Fixtures.hostileContext());

        String html = Files.readString(folder.resolve("report.html"));
        Matcher policy = Pattern.compile("style-src '(sha256-[^']+)'").matcher(html);
        Matcher style = Pattern.compile("<style>(.*)</style>", Pattern.DOTALL).matcher(html);
        assertThat(policy.find() && style.find()).isTrue();
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(style.group(1).getBytes(StandardCharsets.UTF_8));
        assertThat(policy.group(1)).isEqualTo("sha256-" + Base64.getEncoder().encodeToString(digest));
        assertThat(html).contains("default-src 'none'");
        assertThat(style.group(1)).doesNotContain("url(", "@import");
        assertThat(html)
                .doesNotContainPattern("<\\w[^>]*\\s(src|style|on\\w+)=")
                .doesNotContainPattern("href=\"[^#]");
    }

    @Test
    void noCellOfTheSpreadsheetRunsAsAFormula() throws IOException {
        ReportFiles.write(folder, Fixtures.hostile(), Fixtures.hostileContext());

        String csv = Files.readString(folder.resolve("answers.csv"));
        assertThat(csv).contains("\"'=HYPERLINK(\"\"http://example.com\"\")\"");
        assertThat(AnswersCsv.cell("+1")).isEqualTo("\"'+1\"");
        assertThat(AnswersCsv.cell("-1")).isEqualTo("\"'-1\"");
        assertThat(AnswersCsv.cell("@SUM(A1)")).isEqualTo("\"'@SUM(A1)\"");
        assertThat(AnswersCsv.cell("\tx")).isEqualTo("\"'\tx\"");
        assertThat(AnswersCsv.cell("  =1")).isEqualTo("\"'  =1\"");
        assertThat(AnswersCsv.cell("plain, \"quoted\"")).isEqualTo("\"plain, \"\"quoted\"\"\"");
    }

    @Test
    void saysInItsHeadingThatTheModelsAreStandIns() throws IOException {
        ReportContext context = ReportContext.titled("A run").heading("Local stand-ins answered.", "abc");

        ReportFiles.write(folder, Fixtures.labels(60), context);

        String html = Files.readString(folder.resolve("report.html"));
        assertThat(html.substring(html.indexOf("<header>"), html.indexOf("</header>")))
                .contains("Local stand-ins answered.");
    }

    @Test
    void tellsTheVerdictTheTableAndWhatIsMixedUp() throws IOException {
        ReportFiles.write(folder, Fixtures.labels(60), ReportContext.titled("A run"));

        String html = Files.readString(folder.resolve("report.html"));
        assertThat(html)
                .contains("The fine-tuned model is better than the base model by")
                .contains("Confusion matrix")
                .contains("Macro F1")
                .contains("No answer: throttled");
        JsonNode json = JSON.readTree(folder.resolve("report.json").toFile());
        assertThat(json.at("/systems/tuned/n").asInt()).isEqualTo(60);
        assertThat(json.at("/comparisons/0/verdict").asText()).isEqualTo("better");
        assertThat(json.at("/labels/0/system").asText()).isEqualTo("tuned");
        assertThat(Files.readAllLines(folder.resolve("items.jsonl"))).hasSize(60 * 2);
    }

    @Test
    void writesAReportOfAnEmptyTestSet() throws IOException {
        Comparison empty = Comparison.of(
                List.of(),
                List.of(new SystemAnswers("tuned", "t", Map.of()), new SystemAnswers("base", "b", Map.of())),
                new ComparisonOptions("accuracy", List.of(), List.of(), 1, 100));

        ReportFiles.write(folder, empty, ReportContext.titled("Nothing"));

        assertThat(Files.readString(folder.resolve("report.html"))).contains("there are no records for the comparison");
    }
}
