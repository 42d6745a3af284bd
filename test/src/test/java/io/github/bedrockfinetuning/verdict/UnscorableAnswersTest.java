package io.github.bedrockfinetuning.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.answers.Answer;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.answers.TestRecord;
import io.github.bedrockfinetuning.contract.Verdict;
import io.github.bedrockfinetuning.report.ReportContext;
import io.github.bedrockfinetuning.report.ReportFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that an answer that a metric cannot score counts as 0 and that the comparison continues. */
class UnscorableAnswersTest {
    private static final int RECORDS = 30;
    private static final String DEEP = "{\"a\":".repeat(60) + "1" + "}".repeat(60);

    /** Returns a schema for which the work doubles with each level of an answer. */
    private static ObjectNode doubling() {
        try {
            return (ObjectNode) new ObjectMapper().readTree("""
                    {"$defs": {"n": {"allOf": [{"properties": {"a": {"$ref": "#/$defs/n"}}},
                     {"properties": {"a": {"$ref": "#/$defs/n"}}}]}}, "$ref": "#/$defs/n"}""");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Comparison comparison() {
        List<TestRecord> references = new ArrayList<>();
        Map<String, Answer> tuned = new LinkedHashMap<>();
        Map<String, Answer> base = new LinkedHashMap<>();
        for (int i = 0; i < RECORDS; i++) {
            String id = Integer.toString(i);
            references.add(new TestRecord(id, List.of("{\"a\":{\"a\":1}}"), Map.of(), null));
            tuned.put(id, new Answer(id, i == 3 ? DEEP : "{\"a\":{\"a\":1}}", null, null, null, null));
            base.put(id, new Answer(id, "none", null, null, null, null));
        }
        return Comparison.of(
                references,
                List.of(new SystemAnswers("tuned", "tuned", tuned), new SystemAnswers("base", "base", base)),
                new ComparisonOptions("json_exact", List.of("json_conforms"), List.of(), 1, 500, doubling()));
    }

    @Test
    void countsZeroWithItsReasonAndEndsNothing(@TempDir Path directory) throws IOException {
        Comparison comparison = comparison();
        assertThat(comparison.verdict("tuned", "base")).isEqualTo(Verdict.BETTER);
        assertThat(comparison.score("json_conforms", "tuned", 3)).isZero();
        assertThat(comparison.score("json_conforms", "tuned", 4)).isOne();
        assertThat(comparison.remarks())
                .singleElement()
                .asString()
                .contains("1 answer could not be scored by JSON Schema conformance");
        ReportFiles.write(directory, comparison, ReportContext.titled("One of them is deep"));
        assertThat(Files.readAllLines(directory.resolve("items.jsonl")).stream()
                        .filter(line -> line.contains("\"reason\"")))
                .singleElement()
                .asString()
                .contains("\"id\":\"3\"", "too much work");
        assertThat(Files.readString(directory.resolve("report.html"))).contains("could not be scored");
    }

    @Test
    void isFoundBeforeAnythingIsPaidWhereARightAnswerIsOne() {
        ReferenceCheck check = new ReferenceCheck(List.of("json_exact", "json_conforms"), doubling());
        check.look(List.of("{\"a\":1}"), Map.of());
        check.look(List.of(DEEP), Map.of());
        assertThat(check.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.record()).isEqualTo(2);
            assertThat(fault.message()).contains("json_conforms", "too much work");
            assertThat(fault.remedy()).contains("answerSchema");
        });
    }

    @Test
    void tellsOfRightAnswersThatAMetricCannotUse() {
        ReferenceCheck few = new ReferenceCheck(List.of("json_exact"), null);
        List.of("{}", "{}", "not known").forEach(right -> few.look(List.of(right), Map.of()));
        assertThat(few.faults()).isEmpty();
        assertThat(few.notes()).singleElement().asString().contains("1 of 3", "record 3", "compared as text");

        ReferenceCheck most = new ReferenceCheck(List.of("json_exact"), null);
        List.of("{}", "perhaps", "not known").forEach(right -> most.look(List.of(right), Map.of()));
        assertThat(most.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.record()).isEqualTo(2);
            assertThat(fault.message()).contains("2 of 3");
        });

        ObjectNode numbers = JsonNodeFactory.instance.objectNode().put("type", "number");
        ReferenceCheck none = new ReferenceCheck(List.of("token_f1_multiset", "json_conforms"), numbers);
        none.look(List.of("{}"), Map.of());
        assertThat(none.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("None of the 1 reference answers conforms"));
    }
}
