package io.github.bedrockfinetuning.local.cli.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option {@code --json}. Prints the result in the selected format. */
public final class JsonOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--json", description = "Print only a JSON document to standard output.")
    private boolean json;

    /** Prints the document as JSON on one line if {@code --json} is specified, and otherwise prints the text. */
    public void print(Object document, Consumer<PrintWriter> text) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Terminal.printJson(out, Inputs.JSON.writeValueAsString(document));
        } else {
            text.accept(out);
        }
        out.flush();
    }
}
