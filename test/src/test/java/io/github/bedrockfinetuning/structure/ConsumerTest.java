package io.github.bedrockfinetuning.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.Repository;
import io.github.bedrockfinetuning.local.openings.Openings;
import io.github.bedrockfinetuning.local.openings.StackTemplate;
import io.github.bedrockfinetuning.local.openings.TemplateFiles;
import io.github.bedrockfinetuning.local.rehearsal.Outcome;
import io.github.bedrockfinetuning.local.rehearsal.Progress;
import io.github.bedrockfinetuning.local.rehearsal.Rehearsal;
import io.github.bedrockfinetuning.local.rehearsal.Stacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds and tests the example project in {@code test/consumer} with Maven, as its owner would. It uses only the
 * published artifacts and poms of this build, from a repository.
 */
class ConsumerTest {
    private static final String GROUP = "io/github/bedrockfinetuning";
    private static final String VERSION = "0.1.0";
    private static final Map<String, String> ARTIFACTS = Map.of(
            "contract", "bedrock-fine-tuning-contract",
            "lambda", "bedrock-fine-tuning-steps",
            "src", "bedrock-fine-tuning",
            "local", "bedrock-fine-tuning-local");
    /** Options for JVMs that are too short-lived to benefit from the optimizing compiler. */
    private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void aStackOfSomebodyElseEndsInTheSameVerdictAsOurs() throws Exception {
        Path repository = repository();
        Path project = project();
        Path dataset = Stacks.smallDataset(folder, "{}");

        Path log = folder.resolve("maven.log");
        ProcessBuilder build = new ProcessBuilder(
                        "mvn",
                        "-B",
                        "-q",
                        "test",
                        "-Dmaven.repo.local=" + repository,
                        "-Ddataset=" + dataset,
                        "-DargLine=" + SHORT_LIVED)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        build.environment().put("MAVEN_OPTS", SHORT_LIVED);
        Process maven = build.start();
        try {
            assertThat(maven.waitFor(10, TimeUnit.MINUTES)).as("Maven ended").isTrue();
            assertThat(maven.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            maven.destroyForcibly();
        }

        Outcome ours =
                Rehearsal.run(Stacks.assembly(), Rehearsal.Request.of(dataset, folder.resolve("ours")), Progress.NONE);
        assertThat(ours.verdict()).isNotNull();
        for (String workflow : List.of("Routing", "Summaries")) {
            JsonNode theirs = JSON.readTree(
                    project.resolve("target/" + workflow + ".json").toFile());
            assertThat(compared(theirs)).as(workflow).isEqualTo(compared(JSON.valueToTree(ours)));
        }
        assertNothingLeadsOut(project.resolve("target/cdk.out"));
    }

    private static void assertNothingLeadsOut(Path app) throws IOException {
        List<StackTemplate> stacks = new ArrayList<>();
        for (Path file : TemplateFiles.ofApp(app)) {
            stacks.add(TemplateFiles.read(file, Stacks.REGION));
        }
        Openings openings = Openings.of(stacks, null);
        assertThat(stacks).isNotEmpty();
        assertThat(openings.openings()).isEmpty();
        assertThat(openings.unread()).isEmpty();
    }

    /** Removes links. Their targets do not belong to this test. */
    @AfterEach
    void removeLinks() throws IOException {
        Path repository = folder.resolve("repository");
        if (Files.exists(repository)) {
            try (Stream<Path> files = Files.walk(repository)) {
                for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                    Files.delete(link);
                }
            }
        }
    }

    /**
     * Returns the scores of each system. The cost and the duration depend on the run ID, which differs between stacks.
     */
    private static ObjectNode compared(JsonNode outcome) {
        ObjectNode compared = JSON.createObjectNode();
        compared.set("verdict", outcome.path("verdict"));
        outcome.path("systems")
                .properties()
                .forEach(system ->
                        compared.set(system.getKey(), system.getValue().path("metrics")));
        return compared;
    }

    /**
     * Creates a local repository that contains the artifacts as Maven would install them. For other artifacts, it links
     * to the repository of the computer, which is changed only if an artifact is missing.
     */
    private Path repository() throws IOException {
        Path machine =
                Path.of(System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository"));
        assumeTrue(Files.isDirectory(machine), "Maven's local repository is not at " + machine);
        Path repository = Files.createDirectory(folder.resolve("repository"));
        Path group = repository;
        Path there = machine;
        for (Path part : Path.of(GROUP)) {
            for (Path other : children(there)) {
                if (!other.getFileName().equals(part)) {
                    Files.createSymbolicLink(group.resolve(other.getFileName()), other);
                }
            }
            group = Files.createDirectory(group.resolve(part));
            there = there.resolve(part);
        }
        Path parent = Files.createDirectories(group.resolve("bedrock-fine-tuning-parent/" + VERSION));
        Files.copy(
                Repository.root().resolve("pom.xml"), parent.resolve("bedrock-fine-tuning-parent-" + VERSION + ".pom"));
        for (Map.Entry<String, String> artifact : ARTIFACTS.entrySet()) {
            Path room = Repository.root().resolve(artifact.getKey());
            String file = artifact.getValue() + "-" + VERSION;
            Path jar = room.resolve("target/" + file + ".jar");
            assumeTrue(Files.exists(jar), jar + " is not there: mvn verify packages it before this test");
            Path target = Files.createDirectories(group.resolve(artifact.getValue() + "/" + VERSION));
            Files.copy(jar, target.resolve(file + ".jar"));
            Files.copy(room.resolve("pom.xml"), target.resolve(file + ".pom"));
        }
        return repository;
    }

    /** Copies the project, so the source tree does not change. */
    private Path project() throws IOException {
        Path from = Repository.root().resolve("test/consumer");
        Path to = folder.resolve("project");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(file -> !file.startsWith(from.resolve("target")))
                    .toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }

    private static List<Path> children(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.toList();
        }
    }
}
