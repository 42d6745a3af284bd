package io.github.bedrockfinetuning.local.cli.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.answers.JsonLines;
import io.github.bedrockfinetuning.local.cli.console.Inputs;
import io.github.bedrockfinetuning.local.cli.console.Terminal;
import io.github.bedrockfinetuning.metrics.JsonConforms;
import io.github.bedrockfinetuning.metrics.Metric;
import io.github.bedrockfinetuning.metrics.Metrics;
import io.github.bedrockfinetuning.metrics.TatQa;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code score}: scores predictions against their references and prints one line per pair. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = "Score predictions against their references. Prints one JSON line per pair, in the order"
                + " of the input.")
public final class ScoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PAIRS.jsonl",
            description = "A JSON Lines file with {\"id\", \"prediction\", \"references\": [...]}; for tatqa_em"
                    + " and tatqa_f1, with {\"id\", \"prediction\", \"pred_scale\", \"gold\"}.")
    private Path file;

    @Option(names = "--metric", paramLabel = "NAME", required = true, description = "The name of the metric.")
    private String name;

    @Option(names = "--schema", paramLabel = "FILE", description = "The JSON Schema for the metric json_conforms.")
    private @Nullable Path schema;

    @Option(names = "--json", description = "This option has no effect. The output is always JSON Lines.")
    private boolean json;

    /** The number of pairs for which the metric returns 0 even if the prediction is identical to the reference. */
    private int blind;

    @Override
    public Integer call() throws IOException {
        Inputs.source(spec, file);
        try {
            Metric metric = metric();
            PrintWriter out = spec.commandLine().getOut();
            JsonLines.read(
                    file, pair -> Terminal.printJson(out, JsonLines.JSON.writeValueAsString(line(metric, pair))));
            out.flush();
            if (blind > 0) {
                PrintWriter errors = spec.commandLine().getErr();
                errors.printf(
                        "In %2$,d pairs, %1$s returns 0 even if the prediction is identical to the reference. The "
                                + "metric is not meaningful for these pairs.%n",
                        name, blind);
                errors.flush();
            }
            return 0;
        } catch (IllegalArgumentException e) {
            throw Inputs.usage(spec, e.getMessage());
        }
    }

    private Metric metric() {
        if (!name.equals(JsonConforms.NAME)) {
            return Metrics.named(name);
        } else if (schema == null) {
            throw Inputs.usage(spec, "The metric " + name + " requires --schema with a JSON Schema file.");
        }
        return new JsonConforms(Inputs.json(spec, schema));
    }

    private ObjectNode line(Metric metric, ObjectNode pair) {
        ObjectNode line = JsonNodeFactory.instance.objectNode().put("id", JsonLines.text(pair, "id"));
        try {
            double score = pair.has("gold") ? tatQa(metric, pair) : score(metric, pair);
            return Double.isFinite(score) ? line.put("score", score) : line.putNull("score");
        } catch (IllegalStateException e) {
            return line.put("score", 0).put("reason", e.getMessage());
        }
    }

    private double score(Metric metric, ObjectNode pair) {
        JsonNode references = pair.path("references");
        if (!references.isArray()) {
            throw new IllegalArgumentException("\"references\" must be a list of strings.");
        }
        List<String> texts = ReferencesFile.texts(references);
        JsonNode prediction = pair.path("prediction");
        if (!prediction.isTextual()) {
            throw new IllegalArgumentException("\"prediction\" must be a string.");
        }
        double score = metric.score(prediction.textValue(), texts);
        if (score == 0 && texts.stream().anyMatch(text -> !text.isBlank() && metric.score(text, List.of(text)) == 0)) {
            blind++;
        }
        return score;
    }

    private static double tatQa(Metric metric, ObjectNode pair) {
        if (!(metric instanceof TatQa)) {
            throw new IllegalArgumentException(
                    "A pair with \"gold\" requires the metric tatqa_em or tatqa_f1, not " + metric.name() + ".");
        }
        TatQa.Score score =
                TatQa.score(pair.path("prediction"), pair.path("pred_scale").asText(""), pair.get("gold"));
        return metric.rightOrWrong() ? score.exactMatch() : score.f1();
    }
}
