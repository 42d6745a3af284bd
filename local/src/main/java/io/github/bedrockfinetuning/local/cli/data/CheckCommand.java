package io.github.bedrockfinetuning.local.cli.data;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.CheckResult;
import io.github.bedrockfinetuning.dataset.DatasetCheck;
import io.github.bedrockfinetuning.dataset.rules.FileKind;
import io.github.bedrockfinetuning.dataset.rules.PersonalDataPolicy;
import io.github.bedrockfinetuning.dataset.rules.SensitivePolicy;
import io.github.bedrockfinetuning.dataset.sensitive.Exemptions;
import io.github.bedrockfinetuning.dataset.sensitive.Names;
import io.github.bedrockfinetuning.dataset.source.Source;
import io.github.bedrockfinetuning.local.cli.console.Inputs;
import io.github.bedrockfinetuning.local.cli.console.JsonOption;
import io.github.bedrockfinetuning.run.DropFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check}: lists the findings in dataset files by line. Reads a folder in the same way as the workflow. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Check dataset files against all rules for their model, and list all findings.")
public final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|DIR",
            description = "A dataset in JSON Lines format, or a folder with the files of a dataset and run.json.")
    private List<Path> files;

    @Option(
            names = "--model",
            paramLabel = "ID",
            description = "The base model (default: the model for the format of the records).")
    private @Nullable String model;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "The kind of file: training, validation, test, or general (default: training).")
    private @Nullable String kind;

    @Option(names = "--validation", paramLabel = "FILE", description = "The validation file for the training file.")
    private @Nullable Path validation;

    @Option(
            names = "--personal-data",
            paramLabel = "POLICY",
            description = "How to handle payment card, account, and national identity numbers: refuse, redact, or "
                    + "allow (default: the setting in run.json of the folder, or redact).")
    private @Nullable String personalData;

    @Option(
            names = "--allow",
            paramLabel = "KIND|FINGERPRINT=REASON",
            description = "Sensitive values to accept, as in the allowSensitive setting in run.json. Specify a kind "
                    + "of value or the fingerprint from a finding, and the reason. Can be repeated.")
    private Map<String, String> allow = new TreeMap<>();

    @Mixin
    private JsonOption output = new JsonOption();

    @Override
    public Integer call() throws IOException {
        Model chosen = model == null ? null : Inputs.model(spec, model);
        PersonalDataPolicy policy = personalData == null ? null : policy();
        allow.keySet().stream()
                .filter(key -> !Exemptions.isKey(key))
                .findFirst()
                .ifPresent(this::refuse);
        List<CheckResult> results = new ArrayList<>();
        if (files.stream().anyMatch(Files::isDirectory)) {
            results.addAll(folder(chosen, policy));
        } else {
            results.addAll(files(
                    chosen,
                    new SensitivePolicy(policy == null ? PersonalDataPolicy.REDACT : policy, new Exemptions(allow))));
        }
        for (CheckResult result : results) {
            output.print(result, out -> FindingsText.print(result, out));
        }
        return results.stream().anyMatch(CheckResult::rejected) ? 1 : 0;
    }

    private void refuse(String key) {
        throw Inputs.usage(
                spec,
                "\"" + Names.shown(key)
                        + "\" is not a kind of sensitive value or a fingerprint. Use the 8-digit fingerprint from a "
                        + "finding, or one of the kinds in docs/SENSITIVE.md" + Exemptions.similar(key) + ".");
    }

    private PersonalDataPolicy policy() {
        return PersonalDataPolicy.find(personalData)
                .orElseThrow(() -> Inputs.usage(
                        spec,
                        "\"" + personalData + "\" is not a valid policy for personal data. Valid policies: "
                                + PersonalDataPolicy.ids() + "."));
    }

    private List<CheckResult> folder(Model chosen, PersonalDataPolicy policy) throws IOException {
        if (files.size() > 1 || validation != null || kind != null) {
            throw Inputs.usage(
                    spec,
                    "--kind and --validation cannot be used with a folder, because the file names determine"
                            + " the kind of each file.");
        }
        FolderCheck check = new FolderCheck(files.get(0), chosen, policy, allow);
        if (check.empty()) {
            throw Inputs.usage(
                    spec,
                    files.get(0) + " contains no dataset. The files of a dataset are run.json, "
                            + String.join(", ", DropFiles.PARTS) + " and " + DropFiles.ANSWERS + ".");
        }
        return check.check();
    }

    private List<CheckResult> files(Model chosen, SensitivePolicy policy) throws IOException {
        if (validation != null) {
            if (files.size() != 1) {
                throw Inputs.usage(spec, "--validation requires exactly one training file, not " + files.size() + ".");
            }
            return DatasetCheck.checkPair(
                    Inputs.source(spec, files.get(0)), Inputs.source(spec, validation), chosen, policy);
        }
        FileKind chosenKind = kind == null ? FileKind.TRAINING : Inputs.kind(spec, kind);
        List<Source> sources = new ArrayList<>();
        for (Path file : files) {
            sources.add(Inputs.source(spec, file));
        }
        return DatasetCheck.checkAll(sources, chosen, chosenKind, policy);
    }
}
