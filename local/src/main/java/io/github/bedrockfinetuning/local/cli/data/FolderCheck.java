package io.github.bedrockfinetuning.local.cli.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.dataset.CheckResult;
import io.github.bedrockfinetuning.dataset.FileVerdict;
import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.dataset.preparation.Preparation;
import io.github.bedrockfinetuning.dataset.preparation.Split;
import io.github.bedrockfinetuning.dataset.rules.PersonalDataPolicy;
import io.github.bedrockfinetuning.dataset.rules.SensitivePolicy;
import io.github.bedrockfinetuning.dataset.rules.Severity;
import io.github.bedrockfinetuning.dataset.sensitive.Exemptions;
import io.github.bedrockfinetuning.dataset.source.Source;
import io.github.bedrockfinetuning.local.cli.console.Inputs;
import io.github.bedrockfinetuning.local.cli.console.TemporaryFolder;
import io.github.bedrockfinetuning.preparing.RecordedAnswers;
import io.github.bedrockfinetuning.run.Allowed;
import io.github.bedrockfinetuning.run.DropFiles;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Settings;
import io.github.bedrockfinetuning.run.SettingsReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Checks a dataset folder in the same way as the workflow. Checks its settings and file names, and then checks every
 * set against the rules for the base model after conversion and splitting. Does not check settings that depend on a
 * deployed stack, such as the allowed models.
 */
final class FolderCheck {
    /** The kind of file that is reported for findings about the folder itself. */
    static final String KIND = "folder";

    private static final byte[] DEFAULTS = "{}".getBytes(StandardCharsets.UTF_8);
    /** The Region in which most models can be fine-tuned. The model in the settings might require another Region. */
    private static final String REGION = Catalogue.load().defaultRegions().get(0);

    private final Path folder;
    private final FolderNames names;
    private final @Nullable Model named;
    private final @Nullable PersonalDataPolicy personalData;
    private final Map<String, String> allow;

    /**
     * @param named the base model on the command line; null to use the model in the settings or the model for the
     *     format of the records
     * @param personalData the policy on the command line; null to use the policy in the settings
     * @param allow the exemptions on the command line, in addition to those in the settings
     */
    FolderCheck(
            Path folder, @Nullable Model named, @Nullable PersonalDataPolicy personalData, Map<String, String> allow)
            throws IOException {
        this.allow = allow;
        this.folder = folder;
        this.named = named;
        this.personalData = personalData;
        names = FolderNames.of(folder);
    }

    /** Returns whether the folder contains no files that can be part of a dataset. */
    boolean empty() {
        return names.parts().isEmpty();
    }

    /** Returns the result for the folder and its settings, followed by the result for each set. */
    List<CheckResult> check() throws IOException {
        Path file = names.parts().get(FolderNames.SETTINGS);
        SettingsReader.Result read = SettingsReader.read(
                file == null ? FolderNames.SETTINGS : name(file),
                file == null ? DEFAULTS : Files.readAllBytes(file),
                allowed(file));
        List<CheckResult> results = new ArrayList<>();
        Model base = base(read.settings());
        List<Finding> findings = new ArrayList<>(names.findings());
        findings.addAll(read.findings());
        if (names.parts().containsKey(FileNames.TRAIN)) {
            results.addAll(parts(read.settings(), base, findings));
        }
        long bytes = file == null ? 0 : Files.size(file);
        results.add(
                0,
                new CheckResult(
                        folder + "/",
                        verdict(findings),
                        base.id(),
                        KIND,
                        new CheckResult.Amount(0, bytes, 0),
                        List.copyOf(findings),
                        0));
        return results;
    }

    private List<CheckResult> parts(Settings settings, Model base, List<Finding> findings) throws IOException {
        Split split = settings == null
                ? SettingsReader.read(FolderNames.SETTINGS, DEFAULTS, allowed(null))
                        .settings()
                        .split()
                : settings.split();
        PersonalDataPolicy policy = personalData != null
                ? personalData
                : settings == null ? PersonalDataPolicy.REDACT : settings.personalData();
        List<Source> answers = new ArrayList<>();
        for (String file : answersFiles()) {
            answers.add(source(file));
        }
        RecordedAnswers.tooMany(answers.size()).ifPresent(findings::add);
        Path work = Files.createTempDirectory("check");
        try {
            Preparation.Prepared prepared = Preparation.prepare(
                    new Preparation.UploadedFiles(
                            folder.toAbsolutePath().normalize().getFileName().toString(),
                            null,
                            source(FileNames.TRAIN),
                            source(FileNames.VALIDATION),
                            source(FileNames.TEST),
                            source(FileNames.GENERAL),
                            answers),
                    base,
                    split,
                    new SensitivePolicy(policy, exemptions(settings)),
                    work);
            if (!prepared.rejected() && prepared.files().test() == null) {
                findings.add(new Finding(
                        "NO_TEST_RECORDS",
                        Severity.ERROR,
                        FileNames.TEST,
                        null,
                        null,
                        null,
                        "There are no test records for the comparison.",
                        "Add a test.jsonl file, or add more records so that the workflow can use some of them"
                                + " for the test set."));
            }
            return withAnswers(prepared);
        } finally {
            new TemporaryFolder(work).delete();
        }
    }

    /** Returns the names of the recorded-answers files. */
    private List<String> answersFiles() {
        return names.parts().keySet().stream()
                .filter(name -> DropFiles.system(name).isPresent())
                .toList();
    }

    /** Returns the checks, with the errors in the format and the IDs of recorded answers. */
    private List<CheckResult> withAnswers(Preparation.Prepared prepared) throws IOException {
        Map<String, List<Finding>> errors = new TreeMap<>();
        RecordedAnswers recorded = new RecordedAnswers(prepared.files().test());
        for (String file : answersFiles()) {
            Path path = names.parts().get(file);
            errors.put(name(path), recorded.check(name(path), path));
        }
        List<CheckResult> results = new ArrayList<>();
        for (CheckResult check : prepared.checks()) {
            List<Finding> all = new ArrayList<>(check.findings());
            all.addAll(errors.getOrDefault(check.file(), List.of()));
            results.add(check.with(all.size() > check.findings().size() ? FileVerdict.REJECT : check.verdict(), all));
        }
        return results;
    }

    private Exemptions exemptions(@Nullable Settings settings) {
        Map<String, String> all = new TreeMap<>(allow);
        if (settings != null) {
            all.putAll(settings.data().allowSensitive());
        }
        return new Exemptions(all);
    }

    /**
     * Returns the model from the command line or run.json, even if run.json contains other errors, or the default
     * model if no model is specified.
     */
    private Model base(Settings settings) throws IOException {
        if (named != null) {
            return named;
        }
        return settings == null
                ? written(names.parts().get(FolderNames.SETTINGS))
                        .orElse(Catalogue.load().defaultBase(REGION).orElseThrow())
                : settings.base();
    }

    /** Returns the base model in a settings file, or an empty {@code Optional} if it cannot be read. */
    private static Optional<Model> written(Path file) throws IOException {
        if (file == null) {
            return Optional.empty();
        }
        try {
            String id = Inputs.JSON.readTree(file.toFile()).path("baseModel").asText();
            return Catalogue.load()
                    .find(id)
                    .filter(model -> !model.trainingRegions().isEmpty());
        } catch (JsonProcessingException e) {
            return Optional.empty(); // The reader of the settings reports this error with its position.
        }
    }

    /**
     * Returns the most permissive settings that any stack allows, in a Region where the model in the settings can be
     * fine-tuned.
     */
    private static Allowed allowed(Path file) throws IOException {
        String region =
                written(file).map(model -> model.trainingRegions().get(0)).orElse(REGION);
        return new Allowed(region, Set.of(), true, true, Json.object());
    }

    private Source source(String part) throws IOException {
        Path file = names.parts().get(part);
        return file == null ? null : Source.of(file, name(file));
    }

    private String name(Path file) {
        return folder.resolve(file.getFileName()).toString();
    }

    private static FileVerdict verdict(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.severity() == Severity.ERROR
                        ? FileVerdict.REJECT
                        : finding.severity() == Severity.WARNING ? FileVerdict.WARN : FileVerdict.ACCEPT)
                .max(FileVerdict::compareTo)
                .orElse(FileVerdict.ACCEPT);
    }
}
