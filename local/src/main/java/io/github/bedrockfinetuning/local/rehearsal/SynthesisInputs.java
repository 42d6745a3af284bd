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
 * The inputs for the synthesis of this project's app, except the Region and the context: every file on the class path
 * (the app, the constructs, the zip file of the steps, and the CDK), the environment, the working folder with the
 * settings of the CDK, and the versions of the JDK and Node.js.
 *
 * @param classPath the JAR files and the folders of classes
 * @param environment the environment variables, which the CDK and Node.js also read
 * @param properties the system properties of the JVM
 * @param node the output of {@code node --version}; empty if it is not available
 * @param directory the working folder
 */
record SynthesisInputs(
        List<Path> classPath,
        Map<String, String> environment,
        Map<String, String> properties,
        Optional<String> node,
        Path directory) {
    /** Environment variables that differ between invocations or terminals and do not affect the app. */
    private static final Set<String> OF_THE_TERMINAL =
            Set.of("TMPDIR", "PWD", "OLDPWD", "SHLVL", "_", "TERM", "COLUMNS", "LINES");

    /** Environment variables that load code from unknown files. */
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

    /** Returns the inputs of this process. */
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
     * Returns a key that changes if any input of the synthesis changes.
     *
     * @return the key; empty if the inputs are uncertain, so the app must be synthesized
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

    /** @return whether the entry contains the app; class paths in the manifests of JAR files are ignored */
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

    /** Adds a line with the length of the value, so that different inputs never result in the same string. */
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
