package io.github.bedrockfinetuning.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.answering.Batch;
import io.github.bedrockfinetuning.dataset.record.Question;
import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.run.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Tests records of other tasks. They are answered like the test set to detect forgetting, but do not affect the
 * verdict.
 */
class GeneralSetTest {
    private static final int TESTED = 12;
    private static final int GENERAL = 20;

    private Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void isStagedBehindTheTestSetAndPaidForInTheEstimate() {
        assertThat(prepare(false)).isEqualTo("READY");
        assertThat(staged()).hasSize(TESTED);
        double without = rig.run().record().estimate().at("/total/high").asDouble();
        rig.close();
        rig = new Rig();

        assertThat(prepare(true)).isEqualTo("READY");
        assertThat(staged()).hasSize(TESTED + GENERAL);
        assertThat(staged().subList(0, TESTED)).noneMatch(line -> line.contains("\"general/"));
        assertThat(staged().subList(TESTED, TESTED + GENERAL)).allMatch(line -> line.contains("\"general/"));
        assertThat(rig.run().record().estimate().at("/total/high").asDouble()).isGreaterThan(without);
    }

    @Test
    void showsWhatWasForgottenAndLeavesTheVerdictAlone() {
        rig.prepared(TESTED, "{\"referenceModel\":null}");
        rig.stage("test.jsonl", questions("", TESTED, "tuned") + questions("general/", GENERAL, "answer"));
        rig.served();
        answer("base");
        answer("tuned");

        rig.call(new Evaluate(rig.platform()), rig.state());

        JsonNode report = rig.object(rig.run().report("report.json"));
        assertThat(report.at("/systems/tuned/n").asInt()).isEqualTo(TESTED);
        assertThat(report.at("/general/n").asInt()).isEqualTo(GENERAL);
        assertThat(report.at("/general/comparisons/0/verdict").asText()).isEqualTo("worse");
        assertThat(rig.object(rig.run().key("verdict.json")).path("verdict").asText())
                .isEqualTo("better");
        String html = new String(
                rig.run().store().read(Rig.RESULTS, rig.run().report("report.html")), StandardCharsets.UTF_8);
        assertThat(html).contains("It has lost some of the abilities of the base model");
    }

    private String prepare(boolean general) {
        put("train.jsonl", records("card", 120));
        put("test.jsonl", records("parcel", TESTED));
        if (general) {
            put("general.jsonl", records("weather", GENERAL));
        }
        String version = put("run.json", "{}");
        ObjectNode state = rig.dropped("inbox/demo/run.json", version);
        return rig.call(new PrepareDataset(rig.platform()), state)
                .path("status")
                .asText();
    }

    private String put(String file, String text) {
        return rig.s3()
                .putObject(r -> r.bucket(Rig.DATASETS).key("inbox/demo/" + file), RequestBody.fromString(text))
                .versionId();
    }

    private List<String> staged() {
        return new String(rig.run().store().read(Rig.DATASETS, rig.run().staged("test.jsonl")), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private static String records(String subject, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> """
                        {"system":"Route it.","messages":[{"role":"user","content":"My %s number %d is %s, what now?"},\
                        {"role":"assistant","content":"%s"}]}""".formatted(
                                subject,
                                i,
                                Integer.toString(i * 7919, 36),
                                List.of("billing", "refund").get(i % 2)))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String questions(String prefix, int count, String reference) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Question(
                                prefix + i, null, List.of(Turn.user("question " + i)), reference, Json.object())
                        .toJson())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private void answer(String system) {
        ObjectNode item = rig.state().put("system", system);
        long bytes = rig.run().store().read(Rig.DATASETS, rig.run().staged("test.jsonl")).length;
        item.set("batch", new Batch(0, 0, bytes - 1, 0, TESTED + GENERAL).toJson());
        rig.call(new AnswerBatch(rig.platform()), item);
    }
}
