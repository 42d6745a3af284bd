package io.github.bedrockfinetuning.checkers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bedrockfinetuning.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs npm packages. */
final class NpmTools {
    static final Path FOLDER = Repository.root().resolve("test/js");

    private NpmTools() {}

    /** Returns the folder of an installed package. Skips the test if it is not installed. */
    static Path installed(String name) {
        Path folder = FOLDER.resolve("node_modules").resolve(name);
        assumeTrue(
                Files.isDirectory(folder), name + " is not installed: run npm ci --prefix test/js to check with it.");
        return folder;
    }

    /**
     * Returns the output of a program, regardless of its exit code. Its error output is printed with the output of this
     * process.
     */
    static String output(List<String> command, String input) {
        try {
            Path in = Files.createTempFile("input", ".txt");
            Files.writeString(in, input);
            Process process = new ProcessBuilder(command)
                    .directory(FOLDER.toFile())
                    .redirectInput(in.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            Files.delete(in);
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
