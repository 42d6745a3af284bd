package io.github.bedrockfinetuning.local.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.rules.FileKind;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Reads the input of commands. Invalid input is reported as a usage error in one line. */
public final class Inputs {
    /** The maximum size of a document, in bytes. */
    private static final long LARGEST_DOCUMENT = 20L << 20;

    public static final ObjectMapper JSON = JsonMapper.builder().build();

    private Inputs() {}

    public static ParameterException usage(CommandSpec spec, String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Opens a readable file as a source. */
    public static Source source(CommandSpec spec, Path file) {
        if (!Files.exists(file) || !Files.isReadable(file)) {
            throw usage(spec, file + " is not a readable file." + hint(file));
        }
        try {
            return Source.of(file, file.toString());
        } catch (IOException e) {
            throw usage(spec, e.getMessage());
        }
    }

    /**
     * Returns a hint if Java replaced bytes in the file name because they are not valid in the character set of the
     * locale.
     */
    private static String hint(Path file) {
        return file.toString().indexOf('\ufffd') < 0 ? "" : " Its name is not valid UTF-8. Rename the file.";
    }

    /** Reads a JSON document of up to 20 MiB. */
    public static JsonNode json(CommandSpec spec, Path file) {
        if (source(spec, file).size() > LARGEST_DOCUMENT) {
            throw usage(spec, file + " is larger than the limit of " + (LARGEST_DOCUMENT >> 20) + " MiB.");
        }
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw usage(spec, file + " is not JSON: " + sentence(e));
        }
    }

    public static Model model(CommandSpec spec, String id) {
        return valid(spec, () -> Catalogue.load().model(id));
    }

    public static FileKind kind(CommandSpec spec, String id) {
        return valid(spec, () -> FileKind.of(id));
    }

    /**
     * Returns the value of an option. If its parsing throws an IllegalArgumentException, the message is reported as a
     * usage error.
     */
    public static <T> T valid(CommandSpec spec, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw usage(spec, e.getMessage());
        }
    }

    /** Describes in one line why input cannot be read. */
    public static String sentence(IOException e) {
        if (e instanceof JsonProcessingException json) {
            return "The input is not JSON"
                    + (json.getLocation() == null
                            ? ""
                            : ", line " + json.getLocation().getLineNr())
                    + ": " + json.getOriginalMessage();
        }
        return e.getMessage() == null ? "The input cannot be read." : e.getMessage();
    }
}
