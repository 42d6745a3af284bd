package io.github.bedrockfinetuning.structure;

import io.github.bedrockfinetuning.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds references to tests in documents: {@code `ClassTest`} or {@code `ClassTest.method`}, with a package if two
 * tests have the same name.
 */
final class TestReferences {
    private static final Pattern REFERENCE = Pattern.compile("`((?:[a-z]+\\.)*[A-Z]\\w+Test)(?:\\.(\\w+))?`");

    /** The source code of the tests, by name without the root package. */
    private final Map<String, String> sources = new TreeMap<>();

    TestReferences() throws IOException {
        Path root = Repository.root().resolve("test/src/test/java/io/github/bedrockfinetuning");
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith("Test.java")).toList()) {
                String name = root.relativize(file).toString();
                sources.put(name.substring(0, name.length() - 5).replace('/', '.'), Files.readString(file));
            }
        }
    }

    Map<String, String> sources() {
        return sources;
    }

    /** Returns the references in a text. */
    List<String> in(String text) {
        List<String> references = new ArrayList<>();
        Matcher reference = REFERENCE.matcher(text);
        while (reference.find()) {
            references.add(reference.group());
        }
        return references;
    }

    /** Returns the references in a text that do not exist or are ambiguous. */
    List<String> missing(String text) {
        List<String> missing = new ArrayList<>();
        Matcher reference = REFERENCE.matcher(text);
        while (reference.find()) {
            String name = "." + reference.group(1);
            List<String> found = sources.entrySet().stream()
                    .filter(source -> ("." + source.getKey()).endsWith(name))
                    .map(Map.Entry::getValue)
                    .toList();
            if (found.size() != 1
                    || reference.group(2) != null && !found.get(0).contains(" void " + reference.group(2) + "(")) {
                missing.add(reference.group());
            }
        }
        return missing;
    }
}
