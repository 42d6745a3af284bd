package io.github.bedrockfinetuning.local.cli.data;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Hyperparameter;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.cost.CostEstimate;
import io.github.bedrockfinetuning.dataset.format.Examples;
import io.github.bedrockfinetuning.dataset.record.ExampleConsumer;
import io.github.bedrockfinetuning.dataset.source.Source;
import io.github.bedrockfinetuning.dataset.tokens.TokenCount;
import io.github.bedrockfinetuning.local.cli.console.Inputs;
import io.github.bedrockfinetuning.local.cli.console.JsonOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
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
        description = "Estimate the cost of fine-tuning a model with a file and of comparing the result.")
public final class EstimateCommand implements Callable<Integer> {
    /** The range of answer limits in the estimate, in tokens. */
    private static final long SHORTEST_LIMIT = 256;

    private static final long LONGEST_LIMIT = 4096;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The training file.")
    private Path file;

    @Option(names = "--model", required = true, paramLabel = "ID", description = "The base model.")
    private String model;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "The number of epochs (default: the default of the model).")
    private @Nullable Integer epochs;

    @Option(names = "--test", paramLabel = "FILE", description = "The test file with the questions for all models.")
    private @Nullable Path test;

    @Mixin
    private JsonOption output = new JsonOption();

    @Override
    public Integer call() throws IOException {
        Model base = Inputs.model(spec, model);
        TokenCount training = new TokenCount();
        read(file, base, training::add);
        TokenCount questions = new TokenCount();
        TokenCount answers = new TokenCount();
        long[] records = {0};
        long[] longest = {0};
        if (test != null) {
            read(test, base, example -> {
                records[0]++;
                questions.add(example.system());
                example.question().forEach(turn -> questions.add(turn.text()));
                TokenCount answer = new TokenCount();
                answer.add(example.reference());
                answers.add(example.reference());
                longest[0] = Math.max(longest[0], answer.high());
            });
        }
        long room = Math.max(SHORTEST_LIMIT, Math.min(LONGEST_LIMIT, 2 * longest[0]));
        CostEstimate.Work work = new CostEstimate.Work(
                training.low(),
                training.high(),
                epochs(base),
                records[0],
                questions.low(),
                questions.high(),
                answers.low(),
                records[0] * room);
        CostEstimate estimate = CostEstimate.of(base, null, null, work);
        JsonNode document = estimate.toJson();
        output.print(document, out -> print(estimate, document, out));
        return 0;
    }

    private Optional<Integer> epochs(Model base) {
        Optional<Hyperparameter> known = base.hyperparameter("epochCount");
        if (epochs == null) {
            return known.map(epochCount -> epochCount.defaultValue().intValueExact());
        }
        boolean allowed =
                known.map(range -> range.allows(BigDecimal.valueOf(epochs))).orElse(epochs >= 1);
        if (!allowed) {
            String range = known.map(k -> k.min() + " to " + k.max()).orElse("at least 1");
            throw Inputs.usage(spec, base.name() + " accepts " + range + " epochs, not " + epochs + ".");
        }
        return Optional.of(epochs);
    }

    private void read(Path path, Model base, ExampleConsumer consumer) {
        Source source = Inputs.source(spec, path);
        try {
            RecordFormatId format = Examples.formatOf(source).orElse(base.format());
            Examples.read(source, format, consumer);
        } catch (IOException e) {
            throw Inputs.usage(spec, Inputs.sentence(e));
        }
    }

    private static void print(CostEstimate estimate, JsonNode document, PrintWriter out) {
        out.printf(
                "%s: %,d to %,d tokens per epoch%n",
                estimate.base().name(), estimate.tokensLow(), estimate.tokensHigh());
        for (CostEstimate.Part part : estimate.parts()) {
            String name = part.system() == null ? part.name() : part.name() + " (" + part.system() + ")";
            String price = part.unknown() ? "unknown" : String.format("$%.4f to $%.4f", part.low(), part.high());
            String source = part.figure() == null
                    ? ""
                    : " (" + Catalogue.load().source(part.figure().source()) + ", "
                            + part.figure().asOf() + ")";
            out.printf("  %-20s %-26s %s%s%n", name, price, part.basis(), source);
        }
        JsonNode total = document.path("total");
        String incomplete = estimate.complete() ? "" : ", excluding unknown prices";
        out.println(
                total.path("low").isNull()
                        ? "  All prices are unknown."
                        : String.format(
                                "  Total $%.4f to $%.4f%s",
                                total.path("low").decimalValue(),
                                total.path("high").decimalValue(),
                                incomplete));
    }
}
