package io.github.bedrockfinetuning.local.cli.data;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.foreign.Conversion;
import io.github.bedrockfinetuning.dataset.foreign.Convert;
import io.github.bedrockfinetuning.dataset.foreign.Origin;
import io.github.bedrockfinetuning.dataset.source.Source;
import io.github.bedrockfinetuning.local.cli.console.Inputs;
import io.github.bedrockfinetuning.local.cli.console.JsonOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code convert}: converts data from other sources to the training format of a model. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = "Convert data to the training format of a model. The input can be JSON Lines, a JSON "
                + "array, an array in a JSON object, CSV, or TSV, in UTF-8 or UTF-16.")
public final class ConvertCommand implements Callable<Integer> {
    /** The maximum number of rejected records in the text output. --json lists all of them. */
    private static final int TOLD = 20;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file to convert.")
    private Path file;

    @Option(
            names = "--from",
            paramLabel = "ORIGIN",
            defaultValue = "auto",
            description = "The format of the input: auto, openai-chat, sharegpt, alpaca, prompt-completion, fields, "
                    + "csv, tatqa, invocation-logs, or bedrock (default: ${DEFAULT-VALUE}).")
    private String from;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "ID",
            description = "The base model that determines the output format.")
    private String model;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The output file. An existing file is replaced.")
    private Path out;

    @Option(
            names = "--map",
            paramLabel = "ROLES",
            description = "The roles of fields or columns, such as prompt=subject+body,completion=category and,"
                    + " optionally, system=FIELD (default: derived from their names).")
    private @Nullable String map;

    @Option(names = "--instruction", paramLabel = "TEXT", description = "The system prompt for records without one.")
    private @Nullable String instruction;

    @Option(
            names = "--keep",
            paramLabel = "FIELDS",
            split = ",",
            description = "The fields to keep in each record, such as id,topic. Only test sets can contain"
                    + " additional fields.")
    private List<String> keep = List.of();

    @Mixin
    private JsonOption output = new JsonOption();

    @Override
    public Integer call() throws IOException {
        Source source = Inputs.source(spec, file);
        Model chosen = Inputs.model(spec, model);
        Origin origin = Inputs.valid(spec, () -> Origin.of(from));
        if (Files.exists(out) && Files.isSameFile(file, out)) {
            throw Inputs.usage(spec, "--out is the same file as the input. Specify a different file.");
        }
        if (instruction != null && instruction.isBlank()) {
            throw Inputs.usage(spec, "--instruction is empty. Specify a text.");
        }
        Convert.Result result;
        try {
            result = Convert.convert(
                    source,
                    new Conversion(origin, Optional.ofNullable(map), Optional.ofNullable(instruction), keep),
                    chosen,
                    out);
        } catch (IOException e) {
            throw Inputs.usage(spec, Inputs.sentence(e));
        }
        output.print(result, print -> print(result, print));
        result.answers()
                .forEach((name, answers) -> spec.commandLine()
                        .getErr()
                        .printf(
                                "Saved %,d answers of the original model to %s. To include this model in the comparison, "
                                        + "upload the file with the dataset.%n",
                                answers, out.resolveSibling(name)));
        return result.refused().isEmpty() ? 0 : 1;
    }

    private void print(Convert.Result result, PrintWriter print) {
        print.printf(
                "%,d read, %,d written to %s, %,d rejected%n",
                result.read(), result.written(), out, result.refused().size());
        print.printf("  Detected %s.%n", result.recognized());
        if (!result.used().isEmpty()) {
            print.printf("  Used: %s.%n", result.used());
        }
        if (!result.unused().isEmpty()) {
            print.printf(
                    "  Not used: %s. Use --map to add fields to the prompt, or --keep to keep them in a"
                            + " test set.%n",
                    result.unused().entrySet().stream()
                            .map(field -> String.format(
                                    "%s (in %,d %s)",
                                    field.getKey(), field.getValue(), field.getValue() == 1 ? "record" : "records"))
                            .collect(Collectors.joining(", ")));
        }
        result.refused().stream()
                .limit(TOLD)
                .forEach(refused -> print.printf("  line %d: %s%n", refused.line(), refused.reason()));
        if (result.refused().size() > TOLD) {
            print.printf("  and %,d more; --json lists all%n", result.refused().size() - TOLD);
        }
    }
}
