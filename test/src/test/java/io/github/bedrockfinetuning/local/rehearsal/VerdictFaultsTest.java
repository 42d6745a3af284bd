package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.answering.Batch;
import io.github.bedrockfinetuning.local.models.LocalModel;
import io.github.bedrockfinetuning.local.states.Execution;
import io.github.bedrockfinetuning.run.Store;
import io.github.bedrockfinetuning.steps.AnswerBatch;
import io.github.bedrockfinetuning.steps.Rig;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests faults in judging and in the report: rows 50 to 56 of docs/FAULTS.md that no other test covers. */
class VerdictFaultsTest {
    @Test
    @DisplayName("Row 50: an answer is cut off at its limit")
    void anAnswerThatWasCutOffSaysSo() {
        try (Rig rig =
                new Rig((system, turns, max) -> new LocalModel.Reply("half an", 9, 3, 1, LocalModel.MAX_TOKENS))) {
            rig.prepared(2, "{}");
            ObjectNode item = rig.state().put("system", "base");
            long bytes = rig.run().store().read(Rig.DATASETS, rig.run().staged("test.jsonl")).length;
            item.set("batch", new Batch(0, 0, bytes - 1, 0, 2).toJson());
            rig.follow(() -> new AnswerBatch(rig.platform()), item, "MORE");
            Store store = rig.run().store();
            String kept = store.keys(Rig.RESULTS, rig.run().key("answers/")).stream()
                    .map(key -> new String(store.read(Rig.RESULTS, key), StandardCharsets.UTF_8))
                    .collect(Collectors.joining());
            assertThat(kept).contains("half an", "max_tokens");
        }
    }

    @Test
    @DisplayName("Row 53: the judge model may not be asked any more")
    void aRunWithoutItsJudgeKeepsItsOtherMetrics() throws Exception {
        try (StruckRun run = StruckRun.of(FaultScenario.PLAIN, "JudgeBatch.Converse:access-denied")) {
            run.assertHolds("SUCCEEDED");
            assertThat(run.status().path("verdict").asText()).isEqualTo("better");
        }
    }

    @Test
    void aTopicWhoseKeyIsAskedTooOftenOnlyDelays() throws Exception {
        try (StruckRun run = StruckRun.of(FaultScenario.PLAIN, "Tell.Publish:throttled*3")) {
            run.assertHolds("SUCCEEDED");
            assertThat(run.execution().status()).isEqualTo(Execution.Status.SUCCEEDED);
        }
    }

    @Test
    @DisplayName("Row 55: S3 is broken while the report is written, and then is not")
    void theReportIsWrittenAfterAll() {
        try (StruckRun run = StruckRun.of(FaultScenario.PLAIN, "Evaluate.PutObject:not-executed*3")) {
            run.assertHolds("SUCCEEDED");
            String report = "reports/" + run.execution().name() + "/report.html";
            assertThat(run.stack().aws().s3().get(run.stack().results(), report))
                    .isPresent();
        }
    }
}
