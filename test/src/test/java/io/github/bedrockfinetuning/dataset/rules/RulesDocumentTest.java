package io.github.bedrockfinetuning.dataset.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.Repository;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.dataset.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Checks that docs/RULES.md matches the classes of the rules, whose first Javadoc sentence is the text of the rule. To
 * regenerate the page, run this test with the environment variable {@code UPDATE_DOCUMENTS=true}.
 */
class RulesDocumentTest {
    private static final Path ROOT = Repository.root();
    private static final Path DOCUMENT = ROOT.resolve("docs/RULES.md");
    private static final Path SOURCES = ROOT.resolve("lambda/src/main/java/io/github/bedrockfinetuning/dataset/rules");
    private static final Pattern COMMENT = Pattern.compile("/\\*\\*\\s*(?:\\*\\s*)?([^\\n]*?)\\s*(?:\\*/|\\n)");
    private static final List<Rule> RULES =
            Rulebook.all(Catalogue.load().models().get(0));

    @Test
    void listsEveryRuleAsItStands() throws IOException {
        String made = document();
        if ("true".equals(System.getenv("UPDATE_DOCUMENTS"))) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, made);
        }
        assertThat(DOCUMENT).content().isEqualTo(made);
    }

    @Test
    void knowsEveryRuleThereIs() throws IOException {
        Set<String> known = new TreeSet<>();
        RULES.forEach(rule -> known.add(rule.getClass().getSimpleName()));
        Set<String> written = new TreeSet<>();
        try (var files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                if (Files.readString(file).contains("private static final About ABOUT")) {
                    written.add(file.getFileName().toString().replace(".java", ""));
                }
            }
        }
        assertThat(known).isEqualTo(written);
    }

    private static String document() throws IOException {
        StringBuilder made = new StringBuilder("# Dataset rules\n\n"
                + "The workflow checks every dataset against these rules. An error rejects the file. A warning or an info does "
                + "not. `RulesDocumentTest` generates this page from the classes of the rules.\n\n"
                + "| Id | Severity | Rule | What to do | Source |\n|---|---|---|---|---|\n");
        List<Rule> sorted = RULES.stream()
                .sorted(Comparator.comparing((Rule rule) -> rule.about().severity())
                        .thenComparing(rule -> rule.about().id())
                        .thenComparing(rule -> rule.getClass().getSimpleName()))
                .toList();
        for (Rule rule : sorted) {
            About about = rule.about();
            made.append(String.format(
                    "| %s | %s | %s | %s | %s |%n",
                    about.id(), about.severity().id(), firstComment(rule), cell(about.remedy()), cell(about.source())));
        }
        return made.toString();
    }

    private static String firstComment(Rule rule) throws IOException {
        Path file = SOURCES.resolve(rule.getClass().getSimpleName() + ".java");
        Matcher comment = COMMENT.matcher(Files.readString(file));
        assertThat(comment.find()).as(file.toString()).isTrue();
        return cell(comment.group(1));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
