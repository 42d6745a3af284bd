package io.github.bedrockfinetuning.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.Shared;
import io.github.bedrockfinetuning.dataset.json.StrictJson;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that all errors that are added to a real dataset are found. The errors are generated with a seed. */
class PoisonTest {
    private static final int PLANTED = 20;

    private final Random random = new Random(42);

    @TempDir
    Path directory;

    @Test
    void findsPlantedDuplicatesContradictionsLeaksSecretsAndCards() throws IOException {
        List<String> training = Files.readAllLines(Shared.path("data", "banking77", "train.jsonl"));
        List<String> validation = Files.readAllLines(Shared.path("data", "banking77", "validation.jsonl"));
        List<CheckResult> clean = check(training, validation);
        List<String> picked = new ArrayList<>(training.stream()
                .filter(line -> question(line).split(" ").length > 8)
                .toList());
        Collections.shuffle(picked, random);
        List<String> secrets = new ArrayList<>();
        List<String> cards = new ArrayList<>();
        for (int i = 0; i < PLANTED; i++) {
            training.add(picked.get(i));
            training.add(answered(picked.get(PLANTED + i), "some_other_label"));
            validation.add(picked.get(2 * PLANTED + i));
            validation.add(nearly(picked.get(3 * PLANTED + i)));
            training.add(nearly(picked.get(4 * PLANTED + i)));
            secrets.add(accessKey());
            training.add(asking(picked.get(0), "Case " + i + ": my key is " + secrets.get(i) + " and it fails"));
            cards.add(card());
            training.add(asking(picked.get(0), "Number " + i + ": why was card " + cards.get(i) + " refused"));
        }

        List<CheckResult> found = check(training, validation);

        assertThat(more(found, clean, "DUPLICATE_RECORD")).isEqualTo(PLANTED);
        assertThat(more(found, clean, "CONTRADICTION")).isEqualTo(2 * PLANTED);
        assertThat(more(found, clean, "LEAK")).isEqualTo(PLANTED);
        assertThat(more(found, clean, "NEAR_DUPLICATE")).isGreaterThanOrEqualTo(PLANTED);
        assertThat(more(found, clean, "NEAR_LEAK")).isGreaterThanOrEqualTo(PLANTED);
        assertThat(more(found, clean, "SECRET")).isEqualTo(PLANTED);
        assertThat(more(found, clean, "PERSONAL_DATA")).isEqualTo(PLANTED);
        assertThat(clean).allMatch(result -> !result.rejected());
        assertThat(found.toString()).doesNotContain(secrets).doesNotContain(cards);
    }

    private List<CheckResult> check(List<String> training, List<String> validation) throws IOException {
        Path first = Files.write(directory.resolve("train.jsonl"), training);
        Path second = Files.write(directory.resolve("validation.jsonl"), validation);
        return DatasetCheck.checkPair(Source.of(first), Source.of(second), null);
    }

    private static long more(List<CheckResult> found, List<CheckResult> clean, String rule) {
        return count(found, rule) - count(clean, rule);
    }

    private static long count(List<CheckResult> results, String rule) {
        return results.stream()
                .flatMap(result -> result.findings().stream())
                .filter(finding -> finding.rule().equals(rule))
                .count();
    }

    private static String question(String line) {
        try {
            return StrictJson.MAPPER.readTree(line).at("/messages/0/content").textValue();
        } catch (IOException e) {
            throw new IllegalArgumentException(line, e);
        }
    }

    private static String asking(String line, String question) {
        return line.replace(StrictJson.MAPPER.valueToTree(question(line)).toString(), '"' + question + '"');
    }

    private static String answered(String line, String answer) {
        return line.substring(0, line.lastIndexOf("\"content\"")) + "\"content\": \"" + answer + "\"}]}";
    }

    /** Returns the question with an additional word, different case and different punctuation. */
    private static String nearly(String line) {
        String question = question(line).replace("\"", "'").replace("\n", " ");
        return asking(line, "Please, " + question.replaceAll("[?.!]+$", "").toLowerCase(java.util.Locale.ROOT) + " ??");
    }

    private String accessKey() {
        return "AKIA"
                + random.ints(16, 0, 26)
                        .collect(StringBuilder::new, (s, i) -> s.append((char) ('A' + i)), StringBuilder::append);
    }

    /** Returns sixteen digits with a valid Luhn check digit. */
    private String card() {
        StringBuilder digits = new StringBuilder("4");
        while (digits.length() < 15) {
            digits.append(random.nextInt(10));
        }
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            int digit = digits.charAt(14 - i) - '0';
            int doubled = i % 2 == 0 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return digits.append((10 - sum % 10) % 10).toString();
    }
}
