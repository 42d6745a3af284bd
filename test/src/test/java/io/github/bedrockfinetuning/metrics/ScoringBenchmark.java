package io.github.bedrockfinetuning.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores all pairs in a file by exact match and F1 in this JVM. Prints the seconds of the first pass and of the fastest
 * later pass, and the sums. The time to read the file is not included.
 */
final class ScoringBenchmark {
    private static final int PASSES = 30;

    private record Pair(String prediction, List<String> references) {}

    private ScoringBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        List<Pair> pairs = new ArrayList<>();
        ObjectMapper json = new ObjectMapper();
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            JsonNode pair = json.readTree(line);
            List<String> references = new ArrayList<>();
            pair.path("references").forEach(reference -> references.add(reference.textValue()));
            pairs.add(new Pair(pair.path("prediction").textValue(), references));
        }
        Metric exact = Metrics.named("squad_em");
        Metric f1 = Metrics.named("squad_f1");
        double first = 0;
        double warm = Double.MAX_VALUE;
        double exactSum = 0;
        double f1Sum = 0;
        for (int pass = 0; pass < PASSES; pass++) {
            exactSum = 0;
            f1Sum = 0;
            long start = System.nanoTime();
            for (Pair pair : pairs) {
                exactSum += exact.score(pair.prediction(), pair.references());
                f1Sum += f1.score(pair.prediction(), pair.references());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            first = pass == 0 ? seconds : first;
            warm = pass == 0 ? warm : Math.min(warm, seconds);
        }
        System.out.println(first + " " + warm + " " + exactSum + " " + f1Sum);
    }
}
