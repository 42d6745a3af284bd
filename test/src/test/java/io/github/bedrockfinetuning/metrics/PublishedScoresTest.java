package io.github.bedrockfinetuning.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.bedrockfinetuning.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the scores of all pairs with the scores of the reference implementations. */
class PublishedScoresTest {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "squad_em", "squad_f1", "squad2_em", "squad2_f1", "fmeval_f1", "fmeval_em", "fmeval_quasi_em",
                "fmeval_precision", "fmeval_recall", "seed_f1", "token_f1_multiset", "rouge_1", "rouge_2", "rouge_l",
                "rouge_lsum", "rouge_l_stem", "sacrebleu_bleu", "sacrebleu_chrf"
            })
    void scoresEveryPairAsTheReferenceImplementationDoes(String name) throws IOException {
        Metric metric = Metrics.named(name);
        Map<String, Double> scores = new LinkedHashMap<>();
        for (JsonNode pair : read("pairs.jsonl")) {
            List<String> references = new ArrayList<>();
            pair.get("references").forEach(reference -> references.add(reference.textValue()));
            scores.put(
                    pair.get("id").asText(), metric.score(pair.get("prediction").textValue(), references));
        }
        assertMatches(name, scores);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tatqa_em", "tatqa_f1"})
    void scoresEveryTatQaPairAsTheOfficialProgramDoes(String name) throws IOException {
        Map<String, Double> scores = new LinkedHashMap<>();
        for (JsonNode pair : read("tatqa_pairs.jsonl")) {
            TatQa.Score score =
                    TatQa.score(pair.get("prediction"), pair.get("pred_scale").asText(), pair.get("gold"));
            scores.put(pair.get("id").asText(), name.equals("tatqa_em") ? score.exactMatch() : score.f1());
        }
        assertMatches(name, scores);
    }

    private static void assertMatches(String name, Map<String, Double> scores) throws IOException {
        Map<String, Double> expected = new HashMap<>();
        read(name + ".jsonl")
                .forEach(line ->
                        expected.put(line.get("id").asText(), line.get("score").asDouble()));
        List<String> wrong = new ArrayList<>();
        scores.forEach((id, score) -> {
            if (!(Math.abs(score - expected.get(id)) <= 1e-9)) {
                wrong.add(id + " is " + score + ", expected " + expected.get(id));
            }
        });
        assertThat(scores.keySet()).isEqualTo(expected.keySet());
        assertThat(wrong).isEmpty();
    }

    private static List<JsonNode> read(String file) throws IOException {
        Path path = Shared.path("metrics", file);
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readString(path).split("\n")) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
