package io.github.bedrockfinetuning.answering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.answers.Answer;
import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.local.models.LocalModel;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunId;
import io.github.bedrockfinetuning.run.TransientFailure;
import io.github.bedrockfinetuning.steps.AnswerBatch;
import io.github.bedrockfinetuning.steps.Rig;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests which answers of an earlier run a later run reuses. */
class EarlierAnswersTest {
    private static final int QUESTIONS = 6;

    private final Set<String> silentAt = new HashSet<>();
    private final Rig rig =
            new Rig((system, turns, most) -> silentAt.contains(turns.get(0).text())
                    ? new LocalModel.Reply("", 10, 2, 100, LocalModel.MAX_TOKENS)
                    : new LocalModel.Reply("answer", 10, 2, 100, LocalModel.END_TURN));

    @AfterEach
    void close() {
        rig.close();
    }

    /** Creates a second run whose record differs from the first one in one field. */
    private Run second(String field, String value) {
        Run second = new Run(rig.platform(), RunId.of(Rig.DATASETS, "inbox/demo.jsonl", "v2", "{}"));
        ObjectNode record = (ObjectNode) rig.object(rig.run().key("run.json"));
        record.put("runId", second.id().value());
        if (field.equals("baseModel")) {
            ((ObjectNode) record.path("settings")).put(field, value);
        } else if (field.equals("maxTokens")) {
            record.put(field, Integer.parseInt(value));
        } else if (!field.isEmpty()) {
            record.put(field, value);
        }
        second.write("run.json", record);
        rig.run()
                .store()
                .put(
                        Rig.DATASETS,
                        second.staged("test.jsonl"),
                        rig.run().store().read(Rig.DATASETS, rig.run().staged("test.jsonl")),
                        "text/plain");
        return second;
    }

    private void answer(Run run, String system, int questions) {
        String text = rig.questions(questions, i -> "tuned");
        Batch batch = new Batch(0, 0, text.getBytes(StandardCharsets.UTF_8).length - 1, 0, questions);
        ObjectNode item = Json.object().put("runId", run.id().value()).put("system", system);
        item.set("batch", batch.toJson());
        rig.follow(() -> new AnswerBatch(rig.platform()), item, "MORE");
    }

    private int asked() {
        return rig.calls("bedrock", "Converse").size();
    }

    private static Map<String, Answer> answers(Run run, String system) {
        return new Answers(run, system).all(new LinkedHashMap<>());
    }

    @Test
    void aSecondRunOfTheSameAsksNothingAndSaysWhoseAnswersItHas() {
        rig.prepared(QUESTIONS, "{}");
        answer(rig.run(), "base", QUESTIONS);
        assertThat(asked()).isEqualTo(QUESTIONS);
        Run second = second("", "");

        answer(second, "base", QUESTIONS);

        assertThat(asked()).isEqualTo(QUESTIONS);
        assertThat(answers(second, "base"))
                .isEqualTo(answers(rig.run(), "base"))
                .hasSize(QUESTIONS);
        Answers taken = new Answers(second, "base");
        taken.all(new LinkedHashMap<>());
        assertThat(taken.reused()).singleElement().satisfies(reused -> {
            assertThat(reused.runId()).isEqualTo(Rig.RUN.value());
            assertThat(reused.answers()).isEqualTo(QUESTIONS);
            assertThat(reused.inputTokens()).isEqualTo(10L * QUESTIONS);
            assertThat(reused.outputTokens()).isEqualTo(2L * QUESTIONS);
        });
        Answers own = new Answers(rig.run(), "base");
        own.all(new LinkedHashMap<>());
        assertThat(own.reused()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"asked, 01", "maxTokens, 257", "baseModel, amazon.nova-lite-v1:0:300k"})
    void otherQuestionsSettingsOrModelsAreAskedAnew(String field, String value) {
        rig.prepared(QUESTIONS, "{}");
        answer(rig.run(), "base", QUESTIONS);
        answer(second(field, value), "base", QUESTIONS);
        assertThat(asked()).isEqualTo(2 * QUESTIONS);
    }

    @Test
    void anAnswerThatFailedIsAskedAgain() {
        silentAt.add("question 2");
        rig.prepared(QUESTIONS, "{}");
        answer(rig.run(), "base", QUESTIONS);
        assertThat(answers(rig.run(), "base").get("id2").failed()).isTrue();
        silentAt.clear();
        Run second = second("", "");

        answer(second, "base", QUESTIONS);

        assertThat(asked()).isEqualTo(QUESTIONS + 1);
        assertThat(answers(second, "base").get("id2").text()).isEqualTo("answer");
        assertThat(answers(rig.run(), "base").get("id2").failed())
                .as("what the first run was told stays as it was")
                .isTrue();
    }

    @Test
    void ofARunThatGotHalfwayTheHalfIsTaken() {
        rig.prepared(QUESTIONS, "{}");
        rig.aws
                .faults()
                .add(
                        call -> call.operation().equals("PutObject")
                                && call.resource().contains("/answers/base/00000004"),
                        Fault.NOT_EXECUTED,
                        1);
        assertThatThrownBy(() -> answer(rig.run(), "base", QUESTIONS)).isInstanceOf(TransientFailure.class);
        Run second = second("", "");
        answer(second, "base", QUESTIONS);
        // Five questions were answered, but the answer to the last one is stored only for other runs. One question
        // remains.
        assertThat(asked()).isEqualTo(5 + 1);
        assertThat(answers(second, "base")).hasSize(QUESTIONS);
    }

    @Test
    void theCustomModelIsAlwaysAskedItself() {
        rig.prepared(QUESTIONS, "{}");
        rig.served();
        answer(rig.run(), "tuned", QUESTIONS);
        assertThat(keys()).isEmpty();
    }

    /**
     * Half of a model's answers are reused, and the service is not available. This does not show that the remaining
     * records are always rejected.
     */
    @Test
    void aServiceThatIsDownIsNotTakenForOneThatAnswersOthers() {
        rig.prepared(QUESTIONS, "{}");
        answer(rig.run(), "base", 3);
        Run second = second("", "");
        rig.aws.faults().add(call -> call.operation().equals("Converse"), Fault.NOT_EXECUTED, Long.MAX_VALUE);
        assertThatThrownBy(() -> answer(second, "base", QUESTIONS))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("The base model cannot be invoked");
        assertThat(answers(second, "base")).hasSize(3);
    }

    @Test
    void aCrashBetweenKeepingAndStoringPaysNothingTwice() {
        rig.prepared(QUESTIONS, "{}");
        rig.aws
                .faults()
                .add(
                        call -> call.operation().equals("PutObject")
                                && call.resource().contains("/answers/base/00000003"),
                        Fault.NOT_EXECUTED,
                        1);
        assertThatThrownBy(() -> answer(rig.run(), "base", QUESTIONS)).isInstanceOf(TransientFailure.class);
        answer(rig.run(), "base", QUESTIONS);
        assertThat(asked()).isEqualTo(QUESTIONS);
        Answers own = new Answers(rig.run(), "base");
        own.all(new LinkedHashMap<>());
        assertThat(own.reused()).as("its own answer was paid by itself").isEmpty();
    }

    @Test
    void noPartOfANameCanRunIntoTheNext() {
        Run run = rig.run();
        Set<String> names = new HashSet<>();
        for (List<String> parts : List.of(
                List.of("model", "1", "23"),
                List.of("model", "12", "3"),
                List.of("model\",1,0.0,\"23", "1", "23"),
                List.of("../../runs/x", "1", "23"))) {
            EarlierAnswers.of(run, parts.get(0), Integer.parseInt(parts.get(1)), parts.get(2))
                    .put(0, new Asked("id", "answer", new Asked.Measured(1L, 1, 1), "end_turn", null));
            names.addAll(keys());
        }
        assertThat(names).hasSize(4).allMatch(name -> name.matches("answers/[0-9a-f]{64}/00000000\\.json"));
    }

    private List<String> keys() {
        return rig.run().store().keys(Rig.RESULTS, "answers/");
    }

    @Test
    void onlyTheRunsPlaceAndTheSharedOneAreWritten() {
        rig.prepared(QUESTIONS, "{}");
        answer(rig.run(), "base", QUESTIONS);
        assertThat(rig.calls("s3", "PutObject"))
                .extracting(CallRecord::resource)
                .filteredOn(resource -> resource.contains("answers/"))
                .allMatch(resource -> resource.contains("/runs/" + Rig.RUN + "/") || resource.contains("/answers/"))
                .hasSize(2 * QUESTIONS);
    }
}
