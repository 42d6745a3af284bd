package io.github.bedrockfinetuning.local.cli.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Hyperparameter;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.settings.RunSetting;
import io.github.bedrockfinetuning.cost.AfterRun;
import io.github.bedrockfinetuning.dataset.source.Source;
import io.github.bedrockfinetuning.local.cli.console.Inputs;
import io.github.bedrockfinetuning.local.cli.console.JsonOption;
import io.github.bedrockfinetuning.local.cli.console.WrappedText;
import io.github.bedrockfinetuning.run.DropFiles;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.text.Plain;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code estimate}: estimates the cost of a run without uploading data. */
@Command(
        name = "estimate",
        mixinStandardHelpOptions = true,
        description = "Estimate the cost of a run. The estimate covers training, and inference for all models "
                + "that are compared.")
public final class EstimateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE|DIR",
            description = "A training file, from which a test set is split off, or a dataset folder with run.json.")
    private Path file;

    @Option(
            names = "--model",
            paramLabel = "ID",
            description = "The base model. Required for a file. For a folder, the default is the model in run.json.")
    private @Nullable String model;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "The number of epochs (default: the default of the model).")
    private @Nullable Integer epochs;

    @Option(
            names = "--test",
            paramLabel = "FILE",
            description = "The test file with the questions that the models answer (default: part of the training "
                    + "file).")
    private @Nullable Path test;

    @Mixin
    private JsonOption output = new JsonOption();

    @Override
    public Integer call() throws IOException {
        boolean folder = Files.isDirectory(file);
        if (model == null && !folder) {
            throw Inputs.usage(spec, "Use --model to specify the base model.");
        }
        FolderNames names = folder ? FolderNames.of(file) : null;
        Path run = folder ? names.parts().get(FolderNames.SETTINGS) : null;
        ObjectNode settings = Json.object();
        if (run != null && Inputs.json(spec, run) instanceof ObjectNode written) {
            settings = written;
        }
        if (model != null) {
            settings.put(RunSetting.BASE_MODEL.key(), Inputs.model(spec, model).id());
        }
        checkEpochs();
        try {
            ObjectNode document = RunEstimate.of(parts(names), settings, epochs).document();
            output.print(document, out -> print(document, out));
            return 0;
        } catch (RunEstimate.InvalidSettings e) {
            throw Inputs.usage(spec, e.getMessage());
        } catch (IOException e) {
            throw Inputs.usage(spec, Inputs.sentence(e));
        }
    }

    /** Returns the files of the dataset, keyed by the name of the set. */
    private Map<String, Source> parts(@Nullable FolderNames names) {
        Map<String, Source> parts = new LinkedHashMap<>();
        if (names == null) {
            parts.put(FileNames.TRAIN, Inputs.source(spec, file));
        } else {
            for (String part : DropFiles.PARTS) {
                Path found = names.parts().get(part);
                if (found != null) {
                    parts.put(part, Inputs.source(spec, found));
                }
            }
            if (!parts.containsKey(FileNames.TRAIN)) {
                throw Inputs.usage(spec, file + " contains no " + FileNames.TRAIN + ".");
            }
        }
        if (test != null) {
            parts.put(FileNames.TEST, Inputs.source(spec, test));
        }
        return parts;
    }

    private void checkEpochs() {
        if (epochs == null || model == null) {
            return;
        }
        Model base = Inputs.model(spec, model);
        Optional<Hyperparameter> known = base.hyperparameter("epochCount");
        boolean allowed =
                known.map(range -> range.allows(BigDecimal.valueOf(epochs))).orElse(epochs >= 1);
        if (!allowed) {
            String range = known.map(k -> k.min() + " to " + k.max()).orElse("at least 1");
            throw Inputs.usage(spec, base.name() + " takes " + range + " epochs, not " + epochs + ".");
        }
    }

    private static void print(JsonNode document, PrintWriter out) {
        out.printf(
                "%s: %,d to %,d tokens per epoch%n",
                Catalogue.load().model(document.path("model").asText()).name(),
                document.at("/tokens/low").asLong(),
                document.at("/tokens/high").asLong());
        for (JsonNode part : document.path("parts")) {
            String system = part.path("system").asText("");
            String name = Plain.costPart(part.path("name").asText()) + (system.isEmpty() ? "" : " (" + system + ")");
            String price = part.path("unknown").asBoolean()
                    ? "unknown"
                    : String.format(
                            "$%.4f to $%.4f",
                            part.path("low").decimalValue(), part.path("high").decimalValue());
            String date = part.path("asOf").asText();
            String source = part.path("source").asText();
            String origin = part.path("source").isNull()
                    ? ""
                    : " (" + source + (source.endsWith(date) ? "" : ", " + date) + ")";
            out.printf("  %-24s %s%n", name, price);
            WrappedText.lines(part.path("basis").asText() + origin, WrappedText.COLUMNS - 4)
                    .forEach(line -> out.println("    " + line));
        }
        JsonNode total = document.path("total");
        String incomplete = total.path("complete").asBoolean() ? "" : ", excluding unknown prices";
        out.println(
                total.path("low").isNull()
                        ? "  No price is known."
                        : String.format(
                                "  Total $%.4f to $%.4f%s",
                                total.path("low").decimalValue(),
                                total.path("high").decimalValue(),
                                incomplete));
        AfterRun.sentence(document)
                .ifPresent(sentence ->
                        WrappedText.lines(sentence, WrappedText.COLUMNS - 2).forEach(line -> out.println("  " + line)));
        if (document.path("rejected").asBoolean()) {
            out.println("  The workflow would reject this dataset, so the estimate includes only training. To find "
                    + "out why, use ./fine-tune check.");
        }
    }
}
