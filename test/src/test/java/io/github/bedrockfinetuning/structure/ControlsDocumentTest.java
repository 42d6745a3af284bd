package io.github.bedrockfinetuning.structure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/CONTROLS.md names tests that there are, or says why a control has none. */
class ControlsDocumentTest {
    private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern REFERENCE = Pattern.compile("`([A-Z]\\w+Test)(?:\\.(\\w+))?`");

    @Test
    void everyControlIsHeldByATestOrHasAReason() throws IOException {
        Map<String, String> sources = sources();
        List<String> missing = new ArrayList<>();
        int rows = 0;
        for (String line : Files.readAllLines(Repository.root().resolve("docs/CONTROLS.md"))) {
            Matcher row = ROW.matcher(line);
            if (!row.matches()) {
                continue;
            }
            rows++;
            List<String> references = new ArrayList<>();
            Matcher reference = REFERENCE.matcher(row.group(3));
            while (reference.find()) {
                references.add(reference.group());
                String source = sources.get(reference.group(1));
                if (source == null
                        || reference.group(2) != null && !source.contains(" void " + reference.group(2) + "(")) {
                    missing.add(reference.group());
                }
            }
            if (references.isEmpty() && !row.group(3).matches("Not (here|measured|accepted): .{20,}")) {
                missing.add(line);
            }
        }
        assertThat(missing).isEmpty();
        assertThat(rows).isEqualTo(45 + 24);
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(Repository.root().resolve("test/src/test/java"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith("Test.java")).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        return sources;
    }
}
