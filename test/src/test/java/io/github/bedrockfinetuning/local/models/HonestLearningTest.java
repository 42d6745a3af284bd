package io.github.bedrockfinetuning.local.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.bedrockfinetuning.Shared;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.format.Examples;
import io.github.bedrockfinetuning.dataset.record.Example;
import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.dataset.source.Source;
import io.github.bedrockfinetuning.local.demonstration.Demonstration;
import io.github.bedrockfinetuning.metrics.Metric;
import io.github.bedrockfinetuning.metrics.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures what the local models learn from complete datasets. Prints the scores, which are the scores that a rehearsal
 * reports.
 */
class HonestLearningTest {
    private static final RecordFormatId FORM = RecordFormatId.MESSAGES;
    private static final int MAX_TOKENS = 512;

    @TempDir
    Path folder;

    @Test
    void tuningBeatsTheBaseOnTheDemonstrationThoughNotToPerfection() throws IOException {
        Demonstration.generate(Demonstration.SEED).write(folder);
        var scores = scores("demonstration", folder, List.of("accuracy"));
        assertThat(scores.get("tuned")).isGreaterThan(scores.get("base")).isLessThan(1.0);
        assertThat(scores.get("reference")).isGreaterThan(scores.get("base"));
    }

    @Test
    void tuningBeatsTheBaseOnBanking77() throws IOException {
        var scores = scores("banking77", Shared.path("data", "banking77"), List.of("accuracy", "token_f1_multiset"));
        assertThat(scores.get("tuned")).isGreaterThan(scores.get("base"));
    }

    @Test
    void tuningBeatsTheBaseOnSnips() throws IOException {
        var metrics = List.of("json_exact", "json_field_f1", "json_parses");
        var scores = scores("snips", Shared.path("data", "snips"), metrics);
        assertThat(scores.get("tuned")).isGreaterThan(scores.get("base"));
    }

    @Test
    void tuningBeatsTheBaseOnTatQa() throws IOException {
        var scores = scores("tatqa", Shared.path("data", "tatqa"), List.of("token_f1_multiset", "squad_em"));
        assertThat(scores.get("tuned")).isGreaterThan(scores.get("base"));
    }

    @Test
    void answersEveryRecordOfAnthropicsSample() throws IOException {
        var data = Shared.path("data", "anthropic_json_mode");
        scores("anthropic_json_mode", data, List.of("json_field_f1", "json_parses"));
        assertThat(read(data.resolve("test.jsonl")))
                .allSatisfy(example ->
                        assertThat(answer(LocalModels.untrained(), example)).isNotBlank());
    }

    @Test
    void shuffledLabelsDoNotHelpOnTheDemonstration() throws IOException {
        Demonstration.generate(Demonstration.SEED).write(folder);
        assertNoBetterWhenShuffled(folder);
    }

    @Test
    void shuffledLabelsDoNotHelpOnBanking77() throws IOException {
        assertNoBetterWhenShuffled(Shared.path("data", "banking77"));
    }

    private void assertNoBetterWhenShuffled(Path data) throws IOException {
        var test = read(data.resolve("test.jsonl"));
        var base = accuracy(LocalModels.untrained(), test);
        for (var seed = 1; seed <= 2; seed++) {
            var tuned = LocalModels.train(shuffled(data.resolve("train.jsonl"), seed), null, FORM, Map.of())
                    .model();
            assertThat(accuracy(tuned, test)).as("seed %d", seed).isLessThanOrEqualTo(base);
        }
    }

    /** Returns the same prompts and completions in random pairs. */
    private Source shuffled(Path training, int seed) throws IOException {
        var examples = read(training);
        var completions =
                new ArrayList<>(examples.stream().map(Example::reference).toList());
        Collections.shuffle(completions, new Random(seed));
        var lines = new ArrayList<String>();
        for (var i = 0; i < examples.size(); i++) {
            var turns = new ArrayList<>(examples.get(i).question());
            turns.add(Turn.assistant(completions.get(i)));
            var example = examples.get(i);
            lines.add(Examples.write(new Example(example.id(), example.system(), turns, example.fields()), FORM));
        }
        assumeThat(completions)
                .isNotEqualTo(examples.stream().map(Example::reference).toList());
        return Source.of(Files.write(folder.resolve("shuffled.jsonl"), lines));
    }

    /** Prints the scores of all systems and returns the scores of the first metric. */
    private static Map<String, Double> scores(String name, Path data, List<String> metrics) throws IOException {
        var started = System.nanoTime();
        var trained = LocalModels.train(
                Source.of(data.resolve("train.jsonl")), Source.of(data.resolve("validation.jsonl")), FORM, Map.of());
        System.out.printf("%s: trained in %.1f s, losses %s%n", name, seconds(started), trained.losses());
        var systems = new LinkedHashMap<String, LocalModel>();
        systems.put("base", LocalModels.untrained());
        systems.put("tuned", trained.model());
        systems.put("reference", LocalModels.stronger());
        var test = read(data.resolve("test.jsonl"));
        var primary = new LinkedHashMap<String, Double>();
        systems.forEach((system, model) -> {
            var line = new StringBuilder("  %-9s".formatted(system));
            var from = System.nanoTime();
            var answers = test.stream().map(example -> answer(model, example)).toList();
            line.append(" %.2f ms each".formatted(1000 * seconds(from) / test.size()));
            for (var metric : metrics) {
                var mean = mean(Metrics.named(metric), answers, test);
                line.append(", %s %.3f".formatted(metric, mean));
                primary.putIfAbsent(system, mean);
            }
            System.out.println(line);
        });
        return primary;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static double accuracy(LocalModel model, List<Example> test) {
        var answers = test.stream().map(example -> answer(model, example)).toList();
        return mean(Metrics.named("accuracy"), answers, test);
    }

    private static double mean(Metric metric, List<String> answers, List<Example> test) {
        return IntStream.range(0, test.size())
                .mapToDouble(
                        i -> metric.score(answers.get(i), List.of(test.get(i).reference())))
                .average()
                .orElseThrow();
    }

    private static String answer(LocalModel model, Example example) {
        return model.answer(example.system(), example.question(), MAX_TOKENS).text();
    }

    private static List<Example> read(Path file) throws IOException {
        var examples = new ArrayList<Example>();
        Examples.read(Source.of(file), FORM, examples::add);
        return examples;
    }
}
