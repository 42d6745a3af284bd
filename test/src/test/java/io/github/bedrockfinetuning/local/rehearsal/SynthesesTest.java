package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.app.FineTuningApp;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that an app is synthesized again if and only if one of its inputs changes. */
class SynthesesTest {
    private static final String APP = FineTuningApp.class.getName().replace('.', '/') + ".class";
    private static final Map<String, Object> CONTEXT = Map.of("baseModel", "a");

    @TempDir
    private Path folder;

    private Path classes;
    private Path jar;
    private Path home;
    private Path work;
    private SynthesisInputs inputs;
    private int synthesized;

    @BeforeEach
    void write() throws IOException {
        classes = folder.resolve("classes");
        Files.createDirectories(classes.resolve(APP).getParent());
        Files.writeString(classes.resolve(APP), "the app");
        Files.writeString(classes.resolve("steps.zip"), "the steps");
        jar = jar("cdk");
        home = Files.createDirectory(folder.resolve("home"));
        work = Files.createDirectory(folder.resolve("work"));
        inputs = new SynthesisInputs(
                List.of(classes, jar),
                Map.of("AWS_REGION", "us-east-1", "TERM", "xterm"),
                Map.of("java.runtime.version", "17.0.1", "user.home", home.toString()),
                Optional.of("v20.1.0"),
                work);
    }

    @Test
    void anUnchangedAppIsSynthesizedOnce() throws IOException {
        Path first = synthesis(inputs);
        assertThat(synthesis(inputs)).isEqualTo(first);
        assertThat(first.resolve("manifest.json")).hasContent("template 1");
        assertThat(synthesized).isEqualTo(1);
    }

    @Test
    void anotherTerminalChangesNothing() throws IOException {
        synthesis(inputs);
        synthesis(with(Map.of("AWS_REGION", "us-east-1", "TERM", "dumb", "TMPDIR", "/tmp/1", "SHLVL", "2")));
        assertThat(synthesized).isEqualTo(1);
    }

    private record Change(String name, Step step) {
        interface Step {
            SynthesisInputs made(SynthesesTest test) throws IOException;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Change> changes() {
        return Stream.of(
                new Change("a class", test -> test.written(test.classes.resolve(APP), "the App")),
                new Change("a new file", test -> test.written(test.classes.resolve("New.class"), "")),
                new Change("the steps", test -> test.written(test.classes.resolve("steps.zip"), "the stepz")),
                new Change("a file of the same time and size", test -> {
                    Path steps = test.classes.resolve("steps.zip");
                    FileTime time = Files.getLastModifiedTime(steps);
                    test.written(steps, "the stops");
                    Files.setLastModifiedTime(steps, time);
                    return test.inputs;
                }),
                new Change("a removed file", test -> {
                    Files.delete(test.classes.resolve("steps.zip"));
                    return test.inputs;
                }),
                new Change("a library", test -> {
                    test.jar("another CDK");
                    return test.inputs;
                }),
                new Change("the class path's order", test -> test.over(List.of(test.jar, test.classes))),
                new Change("a further library", test -> {
                    List<Path> more = new ArrayList<>(test.inputs.classPath());
                    more.add(Files.createDirectory(test.folder.resolve("more")));
                    return test.over(more);
                }),
                new Change("cdk.json", test -> test.written(test.work.resolve("cdk.json"), "{}")),
                new Change("cdk.context.json", test -> test.written(test.work.resolve("cdk.context.json"), "{}")),
                new Change("the user's .cdk.json", test -> test.written(test.home.resolve(".cdk.json"), "{}")),
                new Change("a variable", test -> test.with(Map.of("AWS_REGION", "us-west-2", "TERM", "xterm"))),
                new Change("no variable", test -> test.with(Map.of("TERM", "xterm"))),
                new Change("a new variable", test -> test.with(Map.of("AWS_REGION", "us-east-1", "CDK_DEBUG", "1"))),
                new Change("the JDK", test -> test.on(Map.of("java.runtime.version", "17.0.2"), "v20.1.0", test.work)),
                new Change("Node.js", test -> test.on(Map.of("java.runtime.version", "17.0.1"), "v20.1.1", test.work)),
                new Change(
                        "the directory",
                        test -> test.on(Map.of("java.runtime.version", "17.0.1"), "v20.1.0", test.home)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void anyChangeHasItSynthesizedAgain(Change change) throws IOException {
        Path first = synthesis(inputs);
        assertThat(synthesis(change.step().made(this))).isNotEqualTo(first);
        assertThat(synthesized).isEqualTo(2);
    }

    @Test
    void anotherRegionOrContextHasItSynthesizedAgain() throws IOException {
        synthesis(inputs);
        Syntheses syntheses = new Syntheses(folder.resolve("kept"), inputs);
        syntheses.of("us-west-2", CONTEXT, this::synthesize);
        syntheses.of("us-east-1", Map.of("baseModel", "b"), this::synthesize);
        syntheses.of("us-east-1", Map.of(), this::synthesize);
        assertThat(synthesized).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest.json", "asset.zip", "checksums"})
    void aDamagedAssemblyIsSynthesizedAgain(String file) throws IOException {
        Path kept = synthesis(inputs);
        Files.writeString(kept.resolve(file), "damaged");
        assertThat(synthesis(inputs).resolve("manifest.json")).hasContent("template 2");
        assertThat(synthesized).isEqualTo(2);
    }

    @Test
    void anAssemblyThatWasNeverFinishedIsNotUsed() throws IOException {
        Path kept = synthesis(inputs);
        Files.delete(kept.resolve("checksums"));
        Files.delete(kept.resolve("asset.zip"));
        assertThat(synthesis(inputs).resolve("asset.zip")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NODE_OPTIONS", "NODE_PATH", "JSII_RUNTIME", "JSII_NODE", "JAVA_TOOL_OPTIONS"})
    void whatMayLoadOtherCodeIsNeverKept(String variable) throws IOException {
        assertNotKept(with(Map.of(variable, "x")));
    }

    @Test
    void withoutNodesVersionOrTheAppItselfNothingIsKept() throws IOException {
        assertNotKept(new SynthesisInputs(
                inputs.classPath(), inputs.environment(), inputs.properties(), Optional.empty(), work));
        assertNotKept(over(List.of(jar)));
    }

    @Test
    void whatWasNotUsedForADayIsDeleted() throws IOException {
        Path first = synthesis(inputs);
        Files.setLastModifiedTime(first, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        synthesis(with(Map.of()));
        assertThat(first).doesNotExist();
    }

    private void assertNotKept(SynthesisInputs unknown) throws IOException {
        assertThat(new Syntheses(folder.resolve("kept"), unknown).of("us-east-1", CONTEXT, this::synthesize))
                .isEmpty();
        assertThat(synthesized).isZero();
    }

    private Path synthesis(SynthesisInputs with) throws IOException {
        return new Syntheses(folder.resolve("kept"), with)
                .of("us-east-1", CONTEXT, this::synthesize)
                .orElseThrow();
    }

    private void synthesize(Path into) throws IOException {
        synthesized++;
        Files.writeString(into.resolve("manifest.json"), "template " + synthesized);
        Files.writeString(into.resolve("asset.zip"), "the steps");
    }

    private SynthesisInputs written(Path file, String content) throws IOException {
        Files.writeString(file, content);
        return inputs;
    }

    private SynthesisInputs with(Map<String, String> environment) {
        return new SynthesisInputs(inputs.classPath(), environment, inputs.properties(), inputs.node(), work);
    }

    private SynthesisInputs over(List<Path> classPath) {
        return new SynthesisInputs(classPath, inputs.environment(), inputs.properties(), inputs.node(), work);
    }

    private SynthesisInputs on(Map<String, String> jvm, String node, Path directory) {
        Map<String, String> properties = new HashMap<>(jvm);
        properties.put("user.home", home.toString());
        return new SynthesisInputs(inputs.classPath(), inputs.environment(), properties, Optional.of(node), directory);
    }

    private Path jar(String content) throws IOException {
        Path file = folder.resolve("cdk.jar");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream entries = new JarOutputStream(out)) {
            entries.putNextEntry(new JarEntry("content"));
            entries.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
