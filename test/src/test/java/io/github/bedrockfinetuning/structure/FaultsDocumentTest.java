package io.github.bedrockfinetuning.structure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Checks that every row of docs/FAULTS.md refers to an existing test, and lists every test that refers to the row. */
class FaultsDocumentTest {
    private static final int ROWS = 87;
    private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\| [^|]+ \\| [^|]+ \\| [^|]+ \\| ([^|]+) \\|$");
    private static final Pattern TEST =
            Pattern.compile("@DisplayName\\(\\s*\"Rows? (\\d+)(?: and (\\d+))?\\D.*?void (\\w+)\\(", Pattern.DOTALL);

    @Test
    void everyRowIsHeldByATest() throws IOException {
        TestReferences references = new TestReferences();
        Map<Integer, String> rows = rows();
        assertThat(rows.keySet())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, ROWS).boxed().toList());
        assertThat(rows).allSatisfy((number, proofs) -> {
            assertThat(references.in(proofs)).as("row " + number).isNotEmpty();
            assertThat(references.missing(proofs)).as("row " + number).isEmpty();
        });
    }

    @Test
    void everyTestOfARowIsNamedInIt() throws IOException {
        Map<Integer, String> rows = rows();
        List<String> tests = new ArrayList<>();
        new TestReferences().sources().forEach((name, source) -> {
            Matcher test = TEST.matcher(source);
            while (test.find()) {
                String reference = "`" + name.replaceFirst(".*\\.", "") + "." + test.group(3) + "`";
                tests.add(reference);
                assertThat(rows.get(Integer.valueOf(test.group(1)))).contains(reference);
                if (test.group(2) != null) {
                    assertThat(rows.get(Integer.valueOf(test.group(2)))).contains(reference);
                }
            }
        });
        assertThat(tests).hasSizeGreaterThan(40);
    }

    private static Map<Integer, String> rows() throws IOException {
        Map<Integer, String> rows = new TreeMap<>();
        for (String line : Files.readAllLines(Repository.root().resolve("docs/FAULTS.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(rows.put(Integer.valueOf(row.group(1)), row.group(2)))
                        .isNull();
            }
        }
        return rows;
    }
}
