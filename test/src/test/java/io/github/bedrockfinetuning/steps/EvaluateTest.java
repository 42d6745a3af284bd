package io.github.bedrockfinetuning.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.dataset.record.Question;
import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.local.models.LocalModel;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunId;
import io.github.bedrockfinetuning.run.RunRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EvaluateTest {
    private static final int QUESTIONS = 30;
    private Rig rig = new Rig();

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
        rig.follow(() -> new AnswerBatch(rig.platform()), item, "MORE");
    }

    private void givesUp(String system) {
        assertThatThrownBy(() -> answer(system)).isInstanceOf(PermanentFailure.class);
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
                .contains("Accuracy on 30 records (scale 0-100): tuned 100.0", "base 0.0", "confidence interval");
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
        refuse("nova-micro", "You don't have access to the model with the specified model ID.");
        givesUp("base");
        answer("tuned");
        assertThat(evaluate().path("promote").asBoolean()).isFalse();
        assertThat(verdict().path("verdict").asText()).isEqualTo("not shown");
        assertThat(verdict().path("reason").asText()).contains("nothing to compare", "You don't have access");
        assertThat(verdict().path("systems").has("base")).isFalse();
        assertThat(verdict().path("comparisons")).isEmpty();
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
        assertThat(verdict().path("systems").has("reference")).isFalse();
        assertThat(verdict().at("/absent/reference").asText()).contains("only 6 of 30");
        assertThat(verdict().path("verdict").asText()).isEqualTo("better");
    }

    private void refuse(String models, String message) {
        rig.aws.bedrock().failures().refuseQuestions(model -> model.contains(models), message);
    }

    @Test
    void failsWithTheServicesWordsIfItRefusedTheTunedModelEveryQuestion() {
        rig.prepared(QUESTIONS, "{\"referenceModel\":null}");
        rig.served();
        refuse("custom-model-deployment", "Input is too long for requested model.");
        answer("base");
        answer("tuned");
        assertThatThrownBy(this::evaluate)
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("did not reply to any of the 30 questions")
                .hasMessageContaining("Input is too long for requested model.");
        assertThat(rig.run().find("verdict.json")).isEmpty();
    }

    @Test
    void quotesTheMostFrequentReasonWhereThereAreSeveral() {
        rig.prepared(QUESTIONS, "{\"referenceModel\":null}");
        rig.served();
        rig.aws.bedrock().failures().refuseQuestions(model -> model.contains("custom") && asked(10), "Too long.");
        refuse("custom-model-deployment", "The prompt is blocked.");
        answer("base");
        answer("tuned");
        assertThatThrownBy(this::evaluate).hasMessageContainingAll("(20 times): ", "The prompt is blocked.");
    }

    /** Returns whether the tuned model received at most this number of questions. */
    private boolean asked(int most) {
        return rig.calls("bedrock", "Converse").stream()
                        .filter(call -> call.resource().contains("custom-model-deployment"))
                        .count()
                < most;
    }

    @Test
    void provesNothingAgainstABaseModelThatWasRefusedEveryQuestionThoughTheReferenceAnswered() {
        rig.prepared(QUESTIONS, "{\"promote\":true}");
        rig.served();
        refuse("nova-micro", "on-demand throughput isn't supported");
        givesUp("base");
        answer("reference");
        answer("tuned");
        assertThat(evaluate().path("promote").asBoolean()).isFalse();
        assertThat(verdict().path("verdict").asText()).isEqualTo("not shown");
        assertThat(verdict().at("/absent/base").asText()).contains("throughput isn't supported", "did not answer");
        assertThat(verdict().path("systems").fieldNames()).toIterable().containsExactly("tuned", "reference");
        assertThat(rig.object(rig.run().report("report.json")).path("sentence").asText())
                .startsWith("The fine-tuned model is not shown to be better or worse than the base model")
                .contains("throughput isn't supported", "better than the reference model");
        String page = new String(
                rig.run().store().read(Rig.RESULTS, rig.run().report("report.html")), StandardCharsets.UTF_8);
        assertThat(page).contains("throughput isn't supported", "badge unshown");
    }

    @Test
    void anEmptyReplyIsAnAnswerThatScoresNothing() {
        rig.close();
        rig = new Rig((system, turns, max) -> new LocalModel.Reply("", 10, 0, 100, LocalModel.END_TURN));
        rig.prepared(QUESTIONS, "{\"referenceModel\":null}");
        answeredAll();
        evaluate();
        assertThat(verdict().at("/systems/base/metrics/accuracy/value").asDouble(-1))
                .isZero();
        assertThat(verdict().path("absent")).isEmpty();
        assertThat(verdict().path("verdict").asText()).isEqualTo("better");
    }

    private static final RunRecord.Promoted BEFORE = new RunRecord.Promoted(
            RunId.of(Rig.DATASETS, "inbox/demo.jsonl", "v0", "{}").value(), "amazon.nova-micro-v1:0:128k", null);

    /** Stores the questions of an earlier run and the answers of its model. */
    private void answeredBefore(int questions, String answer) {
        Run before = new Run(rig.platform(), RunId.find(BEFORE.runId()).orElseThrow());
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < questions; i++) {
            // The same questions in a different order, with different IDs.
            String id = "old" + i;
            lines.append(new Question(
                                    id, null, List.of(Turn.user("question " + (questions - 1 - i))), "x", Json.object())
                            .toJson())
                    .append('\n');
            before.store()
                    .put(
                            Rig.RESULTS,
                            before.key("answers/tuned/%08d.json".formatted(i)),
                            Json.bytes(Json.object().put("id", id).put("answer", answer)),
                            Run.JSON);
        }
        before.store()
                .put(
                        Rig.DATASETS,
                        before.staged("test.jsonl"),
                        lines.toString().getBytes(StandardCharsets.UTF_8),
                        Run.JSON_LINES);
    }

    private void answeredAll() {
        rig.served();
        answer("base");
        answer("tuned");
    }

    @Test
    void countsWhatAPromotedModelOutOfServiceAnsweredToTheSameQuestionsInItsOwnRun() {
        rig.prepared(
                QUESTIONS,
                "{\"promote\":true,\"referenceModel\":null,\"gate\":{\"better\":[\"base\",\"promoted\"]}}",
                BEFORE,
                List.of());
        answeredBefore(QUESTIONS, "wrong");
        answeredAll();
        assertThat(evaluate().path("promote").asBoolean()).isTrue();
        assertThat(verdict().at("/systems/promoted/answered").asInt()).isEqualTo(QUESTIONS);
        assertThat(verdict().path("comparisons").findValuesAsText("b")).contains("promoted");
        assertThat(verdict().path("absent")).isEmpty();
    }

    @Test
    void provesNothingAgainstAPromotedModelThatWasAskedOtherQuestions() {
        rig.prepared(
                QUESTIONS,
                "{\"promote\":true,\"referenceModel\":null,\"gate\":{\"better\":[\"base\",\"promoted\"]}}",
                BEFORE,
                List.of());
        answeredBefore(QUESTIONS - 1, "wrong");
        answeredAll();
        assertThat(evaluate().path("promote").asBoolean()).isFalse();
        assertThat(verdict().at("/absent/promoted").asText()).contains("only 29 of these 30 questions");
        assertThat(verdict().path("nextStep").asText()).contains("not shown to be better than promoted");
    }

    @Test
    void neverPromotesWhatIsWorseThanTheModelPromotedBefore() {
        rig.prepared(
                QUESTIONS, "{\"promote\":true,\"referenceModel\":null,\"metrics\":[\"accuracy\"]}", BEFORE, List.of());
        // The tuned model of the rig answers "tuned", so a different answer is made the correct one.
        rig.stage("test.jsonl", rig.questions(QUESTIONS, i -> i % 5 == 0 ? "tuned" : "better"));
        answeredBefore(QUESTIONS, "better");
        answeredAll();
        assertThat(evaluate().path("promote").asBoolean()).isFalse();
        assertThat(verdict().path("verdict").asText()).isEqualTo("better");
        assertThat(verdict().path("nextStep").asText()).contains("worse than the previously promoted model");
    }

    @Test
    void aPromotedModelInServiceIsAskedLikeTheOthers() {
        rig.prepared(QUESTIONS, "{\"referenceModel\":null}");
        rig.served();
        String endpoint = rig.object(rig.run().key("serving.json")).path("arn").asText();
        rig.prepared(
                QUESTIONS,
                "{\"referenceModel\":null}",
                new RunRecord.Promoted(BEFORE.runId(), BEFORE.baseModel(), endpoint),
                List.of());
        answer("base");
        answer("tuned");
        answer("promoted");
        evaluate();
        assertThat(verdict().at("/systems/promoted/metrics/accuracy/value").asDouble())
                .isEqualTo(1);
        assertThat(rig.object(rig.run().report("report.json"))
                        .at("/actual/parts")
                        .findValuesAsText("system"))
                .containsExactly("tuned", "base", "promoted");
    }

    @Test
    void aPromotedModelThatRefusesEveryQuestionIsAbsentWithTheServicesWordsAndIsNeverReplaced() {
        rig.prepared(QUESTIONS, "{\"referenceModel\":null}");
        rig.served();
        String endpoint = rig.object(rig.run().key("serving.json")).path("arn").asText();
        rig.prepared(
                QUESTIONS,
                "{\"promote\":true,\"referenceModel\":null,\"gate\":{\"better\":[\"base\",\"promoted\"]}}",
                new RunRecord.Promoted(BEFORE.runId(), BEFORE.baseModel(), endpoint),
                List.of());
        answer("base");
        answer("tuned");
        refuse("custom-model-deployment", "This model is being moved.");
        givesUp("promoted");
        assertThat(evaluate().path("promote").asBoolean()).isFalse();
        assertThat(verdict().at("/absent/promoted").asText())
                .contains("could not be invoked", "This model is being moved.");
        assertThat(verdict().path("systems").has("promoted")).isFalse();
        assertThat(verdict().path("verdict").asText()).isEqualTo("better");
    }

    @Test
    void recordedAnswersAreASystemLikeAnyOther() {
        rig.prepared(QUESTIONS, "{\"referenceModel\":null}", null, List.of("legacy"));
        rig.stage(
                "answers-legacy.jsonl",
                "{\"id\":\"id1\",\"answer\":\"tuned\"}\n{\"id\":\"id2\",\"failed\":\"throttled\"}\n");
        answeredAll();
        evaluate();
        assertThat(verdict().at("/systems/legacy/n").asInt()).isEqualTo(QUESTIONS);
        assertThat(verdict().at("/systems/legacy/answered").asInt()).isEqualTo(1);
        assertThat(verdict().at("/systems/legacy/failed").asInt()).isEqualTo(QUESTIONS - 1);
        assertThat(rig.object(rig.run().report("report.json"))
                        .at("/actual/parts")
                        .findValuesAsText("system"))
                .doesNotContain("legacy");
    }

    @Test
    void failsWithoutAllOfTheTunedModelsAnswers() {
        rig.prepared(QUESTIONS, "{}");
        rig.served();
        answer("base");
        assertThatThrownBy(this::evaluate).isInstanceOf(PermanentFailure.class).hasMessageContaining("0 of 30");
    }
}
