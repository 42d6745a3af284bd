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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a dataset through the synthesized workflow on this machine. */
@Command(
        name = "rehearse",
        description = "Send a dataset through the whole synthesized workflow on this machine, without AWS.",
        mixinStandardHelpOptions = true)
public final class RehearseCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE|DIR",
            description = "A .jsonl file, or a folder with train.jsonl and, if wanted, validation.jsonl, test.jsonl,"
                    + " general.jsonl and run.json. Without it, the demonstration dataset.")
    private Path dataset;

    @Option(names = "--model", paramLabel = "ID", description = "The base model. Default: that of the stack's Region.")
    private String model;

    @Option(
            names = "--fault",
            paramLabel = "SPEC",
            description = "Make something go wrong: STATE[.Operation]:KIND[*N], as in CheckTraining:fails. Repeatable.")
    private List<String> faults = List.of();

    @Option(
            names = "--approve",
            description = "Say yes when the run asks for approval. Without it nobody answers, which means no.")
    private boolean approve;

    @Option(
            names = "--app",
            paramLabel = "DIR",
            description = "The cdk.out of an app of your own, synthesized before. Default: this project's app.")
    private Path app;

    @Option(
            names = "--workflow",
            paramLabel = "PATH",
            description = "Which workflow of that app, by its construct path, as in MyStack/Routing.")
    private String workflow;

    @Option(
            names = "--processes",
            description =
                    "Run every handler in a process of its own under AWS's Java runtime client, within its memory.")
    private boolean processes;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Keep the rehearsal in a folder of its own: one that was killed goes on when the same command"
                    + " is run again, one that ended shows its outcome again. Afterwards DIR holds journal.jsonl (every"
                    + " call to AWS, your records among them), outcome.json and reports/.")
    private Path keep;

    @Option(
            names = "--no-cache",
            description = "Synthesize this project's app again, even if nothing that enters it has changed.")
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
            throw new IllegalArgumentException("--workflow chooses among the workflows of an app: name it with --app.");
        }
        return app == null
                ? Rehearsal.run(
                        request,
                        noCache ? Optional.empty() : Workplace.syntheses().map(Syntheses::new),
                        progress)
                : Rehearsal.run(Assembly.read(app, Optional.ofNullable(workflow)), request, progress);
    }
}
