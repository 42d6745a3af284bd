package io.github.bedrockfinetuning.local.cli.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.settings.RunSetting;
import io.github.bedrockfinetuning.cost.CostEstimate;
import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.dataset.format.Examples;
import io.github.bedrockfinetuning.dataset.preparation.Preparation;
import io.github.bedrockfinetuning.dataset.source.Source;
import io.github.bedrockfinetuning.dataset.tokens.TokenCount;
import io.github.bedrockfinetuning.dataset.tokens.TokenEstimate;
import io.github.bedrockfinetuning.local.cli.console.TemporaryFolder;
import io.github.bedrockfinetuning.preparing.Pricing;
import io.github.bedrockfinetuning.run.Allowed;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Settings;
import io.github.bedrockfinetuning.run.SettingsReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the cost of a dataset's first run in the same way as the workflow. Prepares the dataset, and calculates
 * the cost of the prepared files with the default models of a stack in the base model's first Region.
 */
final class RunEstimate {
    /** Indicates that the settings of a run contain an error. */
    static final class InvalidSettings extends Exception {
        private static final long serialVersionUID = 1;

        InvalidSettings(List<Finding> findings) {
            super(findings.stream()
                    .map(finding -> (finding.field() == null ? "" : finding.field() + ": ") + finding.message() + " "
                            + finding.remedy())
                    .collect(Collectors.joining("\n")));
        }
    }

    private final Map<String, Source> parts;
    private final Settings settings;

    /**
     * @param parts the files by the name of the set, with {@code null} for a single file that is split
     */
    private RunEstimate(Map<String, Source> parts, Settings settings) {
        this.parts = parts;
        this.settings = settings;
    }

    /**
     * @param parts the files of a dataset by the name of the set; without a test set, one is split off
     * @param written the settings in {@code run.json}
     * @param epochs the number of epochs; null to use the settings
     */
    static RunEstimate of(Map<String, Source> parts, ObjectNode written, @Nullable Integer epochs)
            throws InvalidSettings {
        Optional<Model> named =
                Catalogue.load().find(written.path(RunSetting.BASE_MODEL.key()).asText());
        String region = named.flatMap(model -> model.trainingRegions().stream().findFirst())
                .orElse(Catalogue.load().defaultRegions().get(0));
        boolean crossing = named.filter(model -> model.crossesRegions(region)).isPresent();
        SettingsReader.Result read = SettingsReader.read(
                FileNames.RUN,
                written.toString().getBytes(StandardCharsets.UTF_8),
                new Allowed(region, Set.of(), true, crossing, Json.object()));
        if (read.settings() == null) {
            throw new InvalidSettings(read.findings());
        }
        return new RunEstimate(parts, epochs == null ? read.settings() : withEpochs(read.settings(), epochs));
    }

    private static Settings withEpochs(Settings settings, int epochs) {
        return new Settings(
                settings.models(),
                new Settings.Training(
                        settings.customizationType(), Map.of("epochCount", Integer.toString(epochs)), settings.tags()),
                settings.data(),
                settings.scoring(),
                settings.budget(),
                settings.release());
    }

    /**
     * Returns the estimate as JSON, with the number of tokens in the complete training file. If the workflow would
     * reject the dataset, the file is priced as it is, and {@code rejected} is true.
     */
    ObjectNode document() throws IOException {
        TokenCount all = new TokenCount();
        Source training = parts.get(FileNames.TRAIN);
        Examples.read(
                training, Examples.formatOf(training).orElse(settings.base().format()), all::add);
        Path work = Files.createTempDirectory("estimate");
        try {
            Preparation.Prepared prepared = Preparation.prepare(
                    new Preparation.UploadedFiles(
                            "dataset",
                            null,
                            training,
                            parts.get(FileNames.VALIDATION),
                            parts.get(FileNames.TEST),
                            parts.get(FileNames.GENERAL)),
                    settings.base(),
                    settings.split(),
                    settings.sensitive(),
                    work);
            boolean rejected = prepared.rejected() || prepared.files().test() == null;
            JsonNode priced = rejected ? asItIs(all) : Pricing.ofFirstRun(settings, prepared);
            ObjectNode document = (ObjectNode) priced;
            document.putObject("tokens")
                    .put("low", all.low())
                    .put("high", all.high())
                    .put("basis", TokenEstimate.basis());
            return document.put("rejected", rejected);
        } finally {
            new TemporaryFolder(work).delete();
        }
    }

    /** Returns the price of training only, because the split of a rejected dataset is unknown. */
    private JsonNode asItIs(TokenCount training) {
        CostEstimate.Work work =
                new CostEstimate.Work(training.low(), training.high(), settings.epochs(), 0, 0, 0, 0, 0);
        CostEstimate estimate = CostEstimate.of(settings.base(), null, null, work);
        return (settings.keepEndpoint() ? estimate.withKeptEndpoint() : estimate).toJson();
    }
}
