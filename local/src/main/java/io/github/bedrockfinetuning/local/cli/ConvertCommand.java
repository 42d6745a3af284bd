package io.github.bedrockfinetuning.local.cli;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.Convert;
import io.github.bedrockfinetuning.dataset.Origin;
import io.github.bedrockfinetuning.dataset.Source;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code convert}: turns data of other origins into a model's training form. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = "Convert data to the form that a model is trained on.")
public final class ConvertCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "What to convert.")
    private Path file;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "ORIGIN",
            description = "openai-chat, prompt-completion, csv, tatqa, invocation-logs or bedrock.")
    private String from;

    @Option(names = "--model", required = true, paramLabel = "ID", description = "The base model to convert for.")
    private String model;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "Where to write; replaced if it exists.")
    private Path out;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Source source = Inputs.source(spec, file);
        Model chosen = Inputs.model(spec, model);
        Origin origin;
        try {
            origin = Origin.of(from);
        } catch (IllegalArgumentException e) {
            throw Inputs.usage(spec, e.getMessage());
        }
        if (Files.exists(out) && Files.isSameFile(file, out)) {
            throw Inputs.usage(spec, "--out is the file to convert; name another.");
        }
        Convert.Result result;
        try {
            result = Convert.convert(source, origin, chosen, out);
        } catch (IOException e) {
            throw Inputs.usage(spec, Inputs.sentence(e));
        }
        PrintWriter print = spec.commandLine().getOut();
        if (json) {
            print.println(Inputs.JSON.writeValueAsString(result));
        } else {
            print.printf(
                    "%,d read, %,d written to %s, %,d refused%n",
                    result.read(), result.written(), out, result.refused().size());
            result.refused().forEach(refused -> print.printf("  line %d: %s%n", refused.line(), refused.reason()));
        }
        print.flush();
        result.answers()
                .forEach((name, answers) -> spec.commandLine()
                        .getErr()
                        .printf(
                                "%,d answers of the old model kept in %s; dropped beside the dataset they are compared too%n",
                                answers, out.resolveSibling(name)));
        return result.refused().isEmpty() ? 0 : 1;
    }
}
