package io.github.bedrockfinetuning.structure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks that docs/CONTROLS.md refers to existing tests, or gives the reason why a control has none. */
class ControlsDocumentTest {
    private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\| ([^|]+) \\| ([^|]+) \\|$");

    @Test
    void everyControlHasATestOrAReason() throws IOException {
        TestReferences references = new TestReferences();
        List<String> missing = new ArrayList<>();
        int rows = 0;
        for (String line : Files.readAllLines(Repository.root().resolve("docs/CONTROLS.md"))) {
            Matcher row = ROW.matcher(line);
            if (!row.matches()) {
                continue;
            }
            rows++;
            missing.addAll(references.missing(row.group(3)));
            if (references.in(row.group(3)).isEmpty()
                    && !row.group(3).matches("Not (used|measured|accepted): .{20,}")) {
                missing.add(line);
            }
        }
        assertThat(missing).isEmpty();
        assertThat(rows).isEqualTo(46 + 26);
    }
}
