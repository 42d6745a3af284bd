package io.github.bedrockfinetuning.checkers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs cfn-lint, a Python program of AWS. Tests are skipped if it is not installed. */
final class CfnLint {
    /** The rule that is omitted, with the reason. */
    static final Finding LEFT_OUT = new Finding(
            "cfn-lint W3005",
            "every Function",
            "The CDK itself names a function's role in DependsOn although the function refers to it.");

    /** Resource types and properties that cfn-lint does not support yet, with the reason why they are accepted. */
    static final Finding NEWER = new Finding(
            "cfn-lint W3037",
            "PrepareDataset/Policy",
            "bedrock:GetAccountDataRetention is newer than cfn-lint's list of actions.");

    private CfnLint() {}

    /** Returns the findings by template. */
    static Map<Path, List<Finding>> findings(List<Path> templates) {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "cfn-lint"))),
                "cfn-lint is not on PATH: install it with pip install cfn-lint to check with it.");
        List<String> command = new ArrayList<>(List.of("cfn-lint", "--format", "json", "--regions", "us-east-1"));
        command.addAll(List.of("--ignore-checks", LEFT_OUT.rule().split(" ")[1], "--"));
        templates.forEach(template -> command.add(template.toString()));
        Map<Path, List<Finding>> findings = new LinkedHashMap<>();
        templates.forEach(template -> findings.put(template, new ArrayList<>()));
        try {
            for (JsonNode match : new ObjectMapper().readTree(NpmTools.output(command, ""))) {
                if (match.path("Message").asText().startsWith("'getaccountdataretention' is not one of")) {
                    continue;
                }
                findings.get(Path.of(match.path("Filename").asText()))
                        .add(new Finding(
                                match.at("/Rule/Id").asText(),
                                match.at("/Location/Path").toString() + " "
                                        + match.path("Message").asText(),
                                null));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return findings;
    }
}
