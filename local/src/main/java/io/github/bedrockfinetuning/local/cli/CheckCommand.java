package io.github.bedrockfinetuning.local.cli;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.Check;
import io.github.bedrockfinetuning.dataset.CheckResult;
import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.dataset.Kind;
import io.github.bedrockfinetuning.dataset.PersonalDataPolicy;
import io.github.bedrockfinetuning.dataset.Source;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check}: says what is wrong with dataset files, by line. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Check dataset files by every rule of their model, and list every finding.")
public final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "A dataset in JSON Lines.")
    private List<Path> files;

    @Option(names = "--model", paramLabel = "ID", description = "The base model; without it the form tells.")
    private String model;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "training",
            description = "training, validation, test or general (default: ${DEFAULT-VALUE}).")
    private String kind;

    @Option(
            names = "--validation",
            paramLabel = "FILE",
            description = "The validation file that belongs to the one training file.")
    private Path validation;

    @Option(
            names = "--personal-data",
            paramLabel = "POLICY",
            defaultValue = "redact",
            description = "Card, account and identity numbers: refuse, redact or allow (default: ${DEFAULT-VALUE}).")
    private String personalData;

    @Option(names = "--json", description = "Print one JSON document a file.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Model chosen = model == null ? null : Inputs.model(spec, model);
        PersonalDataPolicy policy = PersonalDataPolicy.find(personalData)
                .orElseThrow(() -> Inputs.usage(
                        spec,
                        "\"" + personalData + "\" is no policy for personal data. Allowed: " + PersonalDataPolicy.ids()
                                + "."));
        List<CheckResult> results = new ArrayList<>();
        if (validation != null) {
            if (files.size() != 1) {
                throw Inputs.usage(spec, "--validation goes with one training file; " + files.size() + " were given.");
            }
            results.addAll(Check.checkPair(
                    Inputs.source(spec, files.get(0)), Inputs.source(spec, validation), chosen, policy));
        } else {
            Kind chosenKind = Inputs.kind(spec, kind);
            List<Source> sources = new ArrayList<>();
            for (Path file : files) {
                sources.add(Inputs.source(spec, file));
            }
            for (Source source : sources) {
                results.add(Check.check(source, chosen, chosenKind, policy));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        for (CheckResult result : results) {
            if (json) {
                out.println(Inputs.JSON.writeValueAsString(result));
            } else {
                print(result, out);
            }
        }
        out.flush();
        return results.stream().anyMatch(CheckResult::rejected) ? 1 : 0;
    }

    private static void print(CheckResult result, PrintWriter out) {
        out.printf(
                "%s: %s, %,d records, about %,d tokens, by the rules of %s%n",
                result.file(),
                result.verdict().id(),
                result.records(),
                result.tokensEstimate(),
                Catalogue.load().model(result.model()).name());
        for (Finding finding : result.findings()) {
            String at = finding.line() == null ? "" : " line " + finding.line();
            String column = finding.column() == null ? "" : ", column " + finding.column();
            String field = finding.field() == null ? "" : ", " + finding.field();
            out.printf(
                    "  %s %s%s%s%s: %s %s%n",
                    finding.severity().id(), finding.rule(), at, column, field, finding.message(), finding.remedy());
        }
        if (result.truncated() > 0) {
            out.printf("  and %,d more%n", result.truncated());
        }
    }
}
