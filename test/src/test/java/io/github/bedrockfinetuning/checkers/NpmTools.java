package io.github.bedrockfinetuning.checkers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bedrockfinetuning.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Other people's programs, and how to run them. */
final class NpmTools {
    static final Path FOLDER = Repository.root().resolve("test/js");

    private NpmTools() {}

    /** An installed package's folder; without it the test is skipped. */
    static Path installed(String name) {
        Path folder = FOLDER.resolve("node_modules").resolve(name);
        assumeTrue(
                Files.isDirectory(folder), name + " is not installed: run npm ci --prefix test/js to check with it.");
        return folder;
    }

    /** What a program prints, whatever it ends with; its errors go where ours go. */
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
