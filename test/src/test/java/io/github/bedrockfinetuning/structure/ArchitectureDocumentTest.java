package io.github.bedrockfinetuning.structure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The table of packages in docs/ARCHITECTURE.md is generated from the {@code package-info.java} files. To regenerate it,
 * run this test with the environment variable {@code UPDATE_DOCUMENTS=true}.
 */
class ArchitectureDocumentTest {
    private static final Path DOCUMENT = Repository.root().resolve("docs/ARCHITECTURE.md");
    private static final Pattern TABLE =
            Pattern.compile("(?<=<!-- packages -->\n).*?(?=<!-- /packages -->)", Pattern.DOTALL);
    private static final Pattern SENTENCE = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    private static final String ROOT = "io.github.bedrockfinetuning.";

    @Test
    void listsEveryPackageWithItsSentence() throws IOException {
        String document = Files.readString(DOCUMENT);
        String current = TABLE.matcher(document).replaceFirst(Matcher.quoteReplacement(table()));
        if ("true".equals(System.getenv("UPDATE_DOCUMENTS"))) {
            Files.writeString(DOCUMENT, current);
        }
        assertThat(DOCUMENT).content().isEqualTo(current);
    }

    private static String table() throws IOException {
        StringBuilder table = new StringBuilder("\n| module | package | content |\n|---|---|---|\n");
        for (String module : List.of("contract", "lambda", "src", "local")) {
            Path sources =
                    Repository.root().resolve(module).resolve(module.equals("src") ? "main/java" : "src/main/java");
            TreeMap<String, String> packages = new TreeMap<>();
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file :
                        files.filter(each -> each.endsWith("package-info.java")).toList()) {
                    String text = Files.readString(file);
                    packages.put(found(PACKAGE, text).substring(ROOT.length()), sentence(found(SENTENCE, text)));
                }
            }
            packages.forEach((name, sentence) -> table.append("| ")
                    .append(module)
                    .append(" | `")
                    .append(name)
                    .append("` | ")
                    .append(sentence)
                    .append(" |\n"));
        }
        return table.append('\n').toString();
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    /** The first sentence of a comment, with code in backticks. */
    private static String sentence(String comment) {
        String text = comment.replaceAll("\\n\\s*\\* ?", " ")
                .replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`")
                .replaceAll("\\s+", " ")
                .strip();
        return text.replaceFirst("(?<=\\.) .*", "").replace("|", "\\|");
    }
}
