package io.github.bedrockfinetuning.checkers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Checks that docs/EXCEPTIONS.md lists the findings of the checkers with the reasons in the metadata of the stacks. To
 * regenerate the page, run this test with the environment variable {@code UPDATE_DOCUMENTS=true}.
 */
class ExceptionsDocumentTest {
    private static final Path DOCUMENT = Repository.root().resolve("docs/EXCEPTIONS.md");

    @Test
    void listsEveryExceptionAsItStands() throws IOException {
        String made = document();
        if ("true".equals(System.getenv("UPDATE_DOCUMENTS"))) {
            Files.writeString(DOCUMENT, made);
        }
        assertThat(DOCUMENT)
                .as("docs/EXCEPTIONS.md is stale: run this test with UPDATE_DOCUMENTS=true")
                .content()
                .isEqualTo(made);
    }

    private static String document() {
        List<Finding> findings = new ArrayList<>();
        CheckedStacks.names().forEach(stack -> findings.addAll(RulePacks.findings(stack)));
        ControlTower.ofStacks().findings().values().forEach(findings::addAll);
        findings.add(CfnLint.LEFT_OUT);
        findings.add(CfnLint.NEWER);
        Map<String, Set<String>> rules = new TreeMap<>();
        Map<String, Set<String>> places = new TreeMap<>();
        findings.forEach(finding -> {
            rules.computeIfAbsent(finding.reason(), reason -> new TreeSet<>()).add(finding.rule());
            places.computeIfAbsent(finding.reason(), reason -> new TreeSet<>()).add(place(finding.where()));
        });
        StringBuilder made = new StringBuilder("""
                # Remaining findings of the rule checkers

                The stack is checked with default settings and with its options by cdk-nag (packs AwsSolutions, NIST \
                800-53 R5, PCI DSS 3.2.1 and HIPAA), the proactive rules of AWS Control Tower (cdk-validator-cfnguard) and \
                cfn-lint. This page lists all remaining findings, each with the reason why it is accepted. The reasons are \
                in the metadata of the resources, so cdk-nag also accepts these findings in stacks that use the \
                constructs. `ExceptionsDocumentTest` generates this page.

                | Rules | Where | Reason |
                |---|---|---|
                """);
        Set<String> rows = new TreeSet<>();
        rules.forEach((reason, ids) -> rows.add("| " + String.join("<br>", ids) + " | "
                + String.join("<br>", places.get(reason)) + " | " + reason + " |\n"));
        rows.forEach(made::append);
        return made.toString();
    }

    /** Returns the path of the construct in the workflow. */
    private static String place(String where) {
        return where.replaceFirst("^[^/]+/(FineTuning|Workflow)/", "").replaceFirst("/Resource$", "");
    }
}
