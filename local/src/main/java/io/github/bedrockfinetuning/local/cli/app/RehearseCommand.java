package io.github.bedrockfinetuning.local.cli.app;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.local.cli.console.JsonOption;
import io.github.bedrockfinetuning.local.rehearsal.Assembly;
import io.github.bedrockfinetuning.local.rehearsal.FaultSpec;
import io.github.bedrockfinetuning.local.rehearsal.Outcome;
import io.github.bedrockfinetuning.local.rehearsal.Progress;
import io.github.bedrockfinetuning.local.rehearsal.Rehearsal;
import io.github.bedrockfinetuning.local.rehearsal.Syntheses;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rehearse}: runs the synthesized workflow with a dataset on this computer. */
@Command(
        name = "rehearse",
        description = "Run the complete synthesized workflow with a dataset on this computer, without AWS.",
        mixinStandardHelpOptions = true)
public final class RehearseCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE|DIR",
            description = "A .jsonl file, or a folder with train.jsonl and, optionally, validation.jsonl, "
                    + "test.jsonl, general.jsonl, and run.json (default: the demonstration dataset).")
    private @Nullable Path dataset;

    @Option(
            names = "--model",
            paramLabel = "ID",
            description = "The base model (default: the default model for the Region of the stack).")
    private @Nullable String model;

    @Option(
            names = "--fault",
            paramLabel = "SPEC",
            description = "Inject a fault in the format STATE[.Operation]:KIND[*N], such as CheckTraining:fails. Can "
                    + "be repeated.")
    private List<String> faults = List.of();

    @Option(names = "--approve", description = "Approve the run. By default, a run that requires approval is declined.")
    private boolean approve;

    @Option(
            names = "--app",
            paramLabel = "DIR",
            description = "The cdk.out folder of your own app (default: the app of this project).")
    private @Nullable Path app;

    @Option(
            names = "--workflow",
            paramLabel = "PATH",
            description = "The construct path of a workflow in your app, such as MyStack/Routing.")
    private @Nullable String workflow;

    @Option(
            names = "--processes",
            description = "Run each function in its own process with the Lambda Java runtime interface client and"
                    + " the configured memory size.")
    private boolean processes;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Save the rehearsal in a folder. If the rehearsal was interrupted, the same command "
                    + "resumes it. If it has ended, the same command prints its outcome again. DIR contains "
                    + "journal.jsonl (every AWS request, including your records), outcome.json, and reports/.")
    private @Nullable Path keep;

    @Option(
            names = "--no-cache",
            description = "Synthesize the app of this project again, even if nothing has changed.")
    private boolean noCache;

    @Mixin
    private JsonOption output = new JsonOption();

    @Override
    public Integer call() throws Exception {
        if (dataset != null && !Files.exists(dataset)) {
            throw new NoSuchFileException(dataset.toString());
        }
        if (model != null) {
            Catalogue.load().model(model);
        }
        List<FaultSpec> specs = faults.stream().map(FaultSpec::parse).toList();
        PrintWriter err = spec.commandLine().getErr();
        Outcome outcome = rehearse(
                new Rehearsal.Request(
                        Optional.ofNullable(dataset),
                        Optional.ofNullable(model),
                        specs,
                        approve,
                        processes,
                        keep == null ? Workplace.reports() : keep.resolve("reports"),
                        Optional.ofNullable(keep)),
                new TerminalProgress(err));
        if (processes) {
            MemoryTable.print(outcome.functions(), err);
        }
        output.print(outcome, out -> OutcomeText.print(outcome, out));
        return outcome.isGood() ? 0 : 1;
    }

    private Outcome rehearse(Rehearsal.Request request, Progress progress) throws IOException {
        if (app == null && workflow != null) {
            throw new IllegalArgumentException("--workflow requires --app.");
        }
        return app == null
                ? Rehearsal.run(
                        request,
                        noCache ? Optional.empty() : Workplace.syntheses().map(Syntheses::new),
                        progress)
                : Rehearsal.run(Assembly.read(app, Optional.ofNullable(workflow)), request, progress);
    }
}
