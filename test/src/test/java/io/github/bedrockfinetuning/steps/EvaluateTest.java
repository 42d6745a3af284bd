package io.github.bedrockfinetuning.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.PermanentFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EvaluateTest {
    private static final int QUESTIONS = 30;
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    private void answer(String system) {
        ObjectNode item = rig.state().put("system", system);
        long bytes = rig.run().store().read(Rig.DATASETS, rig.run().staged("test.jsonl")).length;
        item.set(
                "batch",
                Json.object()
                        .put("batch", 0)
                        .put("from", 0)
                        .put("to", bytes - 1)
                        .put("first", 0)
                        .put("count", QUESTIONS));
        rig.call(new AnswerBatch(rig.platform()), item);
    }

    private JsonNode evaluate() {
        return rig.call(new Evaluate(rig.platform()), rig.state());
    }

    private JsonNode verdict() {
        return rig.object(rig.run().key("verdict.json"));
    }

    @Test
    void comparesWritesTheReportAndPromotesWhatPassesTheGate() {
        rig.prepared(QUESTIONS, "{\"promote\":true}");
        rig.served();
        answer("base");
        answer("reference");
        answer("tuned");
        JsonNode evaluated = evaluate();
        assertThat(evaluated.path("status").asText()).isEqualTo("EVALUATED");
        assertThat(evaluated.path("promote").asBoolean()).isTrue();
        assertThat(verdict().path("verdict").asText()).isEqualTo("better");
        assertThat(verdict().path("reason").asText())
                .contains("accuracy", "30 records", "tuned 1.000", "base 0.000", "interval");
        for (String file : new String[] {"report.html", "report.json", "items.jsonl", "answers.csv"}) {
            assertThat(rig.run().store().find(Rig.RESULTS, rig.run().report(file)))
                    .as(file)
                    .isPresent();
        }
    }

    @Test
    void promotesNothingUnasked() {
        rig.prepared(QUESTIONS, "{\"referenceModel\":null}");
        rig.served();
        answer("base");
        answer("tuned");
        assertThat(evaluate().path("promote").asBoolean()).isFalse();
        assertThat(verdict().path("verdict").asText()).isEqualTo("better");
    }

    @Test
    void provesNothingAgainstABaseModelThatCouldNotBeAsked() {
        rig.prepared(QUESTIONS, "{\"promote\":true,\"referenceModel\":null}");
        rig.served();
        rig.aws.faults().add("step", "Converse", Fault.ACCESS_DENIED, 1);
        assertThatThrownBy(() -> answer("base")).isInstanceOf(PermanentFailure.class);
        answer("tuned");
        assertThat(evaluate().path("promote").asBoolean()).isFalse();
        assertThat(verdict().path("verdict").asText()).isEqualTo("not shown");
        assertThat(verdict().path("reason").asText()).contains("nothing to compare", "base model cannot be asked");
        assertThat(verdict().at("/systems/base/answered").asInt()).isZero();
        assertThat(verdict().path("comparisons").findValuesAsText("verdict")).containsOnly("not shown");
    }

    @Test
    void doesNotCountUnaskedQuestionsAgainstABaseline() {
        rig.prepared(QUESTIONS, "{}");
        rig.served();
        answer("base");
        answer("tuned");
        rig.aws
                .faults()
                .add(
                        call -> call.operation().equals("PutObject")
                                && call.resource().endsWith("reference/00000006.json"),
                        Fault.NOT_EXECUTED,
                        1);
        assertThatThrownBy(() -> answer("reference")).isInstanceOf(RuntimeException.class);
        evaluate();
        assertThat(verdict().at("/systems/reference/answered").asInt()).isZero();
        assertThat(verdict().at("/absent/reference").asText()).contains("only 6 of 30");
        assertThat(verdict().path("verdict").asText()).isEqualTo("better");
    }

    @Test
    void failsWithoutAllOfTheTunedModelsAnswers() {
        rig.prepared(QUESTIONS, "{}");
        rig.served();
        answer("base");
        assertThatThrownBy(this::evaluate).isInstanceOf(PermanentFailure.class).hasMessageContaining("0 of 30");
    }
}
