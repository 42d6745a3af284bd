package io.github.bedrockfinetuning.local.rehearsal;

import io.github.bedrockfinetuning.app.FineTuningApp;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.local.journal.Sha256;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Everything around the project's app that may enter its template and assets, beside its Region and context: every file
 * on the class path (the app, the constructs, the zip of the steps, the CDK), the environment, the working directory with
 * the CDK's settings, and the versions of the JDK and of Node.js.
 *
 * @param classPath jars and directories of classes
 * @param environment the environment variables, which the CDK and Node.js read as well
 * @param properties the JVM's system properties
 * @param node what {@code node --version} prints; empty if it cannot be asked
 * @param directory the working directory
 */
record SynthesisInputs(
        List<Path> classPath,
        Map<String, String> environment,
        Map<String, String> properties,
        Optional<String> node,
        Path directory) {
    /** Differ from call to call, or from terminal to terminal, and say nothing about the app. */
    private static final Set<String> OF_THE_TERMINAL =
            Set.of("TMPDIR", "PWD", "OLDPWD", "SHLVL", "_", "TERM", "COLUMNS", "LINES");

    /** Load code from files that are not known here. */
    private static final Set<String> UNKNOWN_CODE = Set.of(
            "NODE_OPTIONS",
            "NODE_PATH",
            "JSII_RUNTIME",
            "JSII_NODE",
            EnvironmentVariables.JAVA_TOOL_OPTIONS,
            "JDK_JAVA_OPTIONS");

    private static final List<String> PROPERTIES = List.of(
            "java.home",
            "java.runtime.version",
            "java.vm.version",
            "os.name",
            "os.arch",
            "os.version",
            "user.home",
            "user.language",
            "user.country",
            "file.encoding");

    private static final List<String> SETTINGS = List.of("cdk.json", "cdk.context.json", ".cdk.json");

    /** Those of this process. */
    static SynthesisInputs here() {
        Map<String, String> properties = new TreeMap<>();
        PROPERTIES.forEach(name -> properties.put(name, System.getProperty(name, "")));
        return new SynthesisInputs(
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of)
                        .toList(),
                System.getenv(),
                properties,
                nodeVersion(),
                Path.of("").toAbsolutePath());
    }

    /**
     * A key that changes with anything that may change the synthesized app.
     *
     * @return empty if that is not certain: the app must be synthesized
     */
    Optional<String> key(String region, Map<String, Object> context) throws IOException {
        if (node.isEmpty() || environment.keySet().stream().anyMatch(UNKNOWN_CODE::contains)) {
            return Optional.empty();
        }
        StringBuilder inputs = new StringBuilder();
        line(inputs, "region", region);
        new TreeMap<>(context).forEach((name, value) -> line(inputs, "context " + name, value.toString()));
        new TreeMap<>(environment).forEach((name, value) -> {
            if (!OF_THE_TERMINAL.contains(name)) {
                line(inputs, "environment " + name, value);
            }
        });
        new TreeMap<>(properties).forEach((name, value) -> line(inputs, "property " + name, value));
        line(inputs, "node", node.get());
        line(inputs, "directory", directory.toString());
        for (String settings : SETTINGS) {
            for (Path folder : List.of(directory, Path.of(properties.getOrDefault("user.home", "")))) {
                file(inputs, folder.resolve(settings));
            }
        }
        boolean app = false;
        for (Path entry : classPath) {
            app |= entry(inputs, entry);
        }
        return app ? Optional.of(Sha256.of(inputs.toString())) : Optional.empty();
    }

    /** @return whether the app itself is there: a class path that leads on, by a jar's manifest, is not known here */
    private static boolean entry(StringBuilder inputs, Path entry) throws IOException {
        line(inputs, "class path", entry.toString());
        String app = FineTuningApp.class.getName().replace('.', '/') + ".class";
        if (!Files.isDirectory(entry)) {
            file(inputs, entry);
            return Checksums.holds(entry, app);
        }
        Set<Path> files;
        try (Stream<Path> all = Files.walk(entry)) {
            files = new TreeSet<>(all.filter(Files::isRegularFile).toList());
        }
        for (Path file : files) {
            file(inputs, file);
        }
        return Files.exists(entry.resolve(app));
    }

    private static void file(StringBuilder inputs, Path file) throws IOException {
        line(inputs, "file " + file, Files.isRegularFile(file) ? Checksums.of(file) : "none");
    }

    /** With its length, so that no value runs into the next line. */
    private static void line(StringBuilder inputs, String name, String value) {
        inputs.append(name)
                .append(' ')
                .append(value.length())
                .append(' ')
                .append(value)
                .append('\n');
    }

    private static Optional<String> nodeVersion() {
        try {
            Process node = new ProcessBuilder("node", "--version")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String version = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return node.waitFor() == 0 && !version.isEmpty() ? Optional.of(version) : Optional.empty();
        } catch (IOException missing) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
