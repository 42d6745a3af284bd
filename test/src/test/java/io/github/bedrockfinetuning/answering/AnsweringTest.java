package io.github.bedrockfinetuning.answering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.answers.Answer;
import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.local.models.LocalModel;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.TransientFailure;
import io.github.bedrockfinetuning.steps.AnswerBatch;
import io.github.bedrockfinetuning.steps.Rig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.bedrockruntime.model.AccessDeniedException;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ModelErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelNotReadyException;
import software.amazon.awssdk.services.bedrockruntime.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrockruntime.model.ServiceUnavailableException;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

class AnsweringTest {
    private static final String BASE = "amazon.nova-micro-v1:0";
    private Rig rig = new Rig();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        rig.close();
    }

    private List<Batch> batches(int questions) {
        rig.prepared(questions, "{}");
        byte[] staged = rig.run().store().read(Rig.DATASETS, rig.run().staged("test.jsonl"));
        try {
            return Batches.of(Files.write(directory.resolve("test.jsonl"), staged), questions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode item(String system, Batch batch) {
        ObjectNode item = rig.state().put("system", system);
        item.set("batch", batch.toJson());
        return item;
    }

    private ObjectNode answer(ObjectNode item) {
        return (ObjectNode) rig.call(new AnswerBatch(rig.platform()), item);
    }

    private ObjectNode toTheEnd(ObjectNode item) {
        return rig.follow(() -> new AnswerBatch(rig.platform()), item, "MORE");
    }

    private Map<String, Answer> answers(String system) {
        return new Answers(rig.run(), system).all(new LinkedHashMap<>());
    }

    private List<CallRecord> asked() {
        return rig.calls("bedrock", "Converse");
    }

    @Test
    void asksEveryQuestionOnceWithALimitAndNoChance() {
        for (Batch batch : batches(45)) {
            assertThat(answer(item("base", batch)).path("status").asText()).isEqualTo("DONE");
        }
        assertThat(answers("base")).hasSize(45).containsKeys("id0", "id44");
        assertThat(answers("base").get("id44").text()).isEqualTo("answer");
        assertThat(asked()).hasSize(45);
        JsonNode request = asked().get(0).input();
        assertThat(request.at("/inferenceConfig/maxTokens").asInt()).isEqualTo(256);
        assertThat(request.at("/inferenceConfig/temperature").asDouble()).isZero();
        assertThat(request.path("modelId").asText()).isEqualTo(BASE);
    }

    @Test
    void asksTheEndpointForTheTunedModel() {
        Batch batch = batches(3).get(0);
        rig.served();
        answer(item("tuned", batch));
        assertThat(asked()).hasSize(3);
        assertThat(asked().get(0).input().path("modelId").asText()).contains(":custom-model-deployment/");
        assertThat(answers("tuned").get("id2").text()).isEqualTo("tuned");
    }

    @Test
    void asksNothingAgainAfterACrash() {
        Batch batch = batches(10).get(0);
        rig.aws
                .faults()
                .add(call -> call.operation().equals("PutObject") && asked().size() == 6, Fault.NOT_EXECUTED, 1);
        assertThatThrownBy(() -> answer(item("base", batch))).isInstanceOf(TransientFailure.class);
        assertThat(answers("base")).hasSize(5);
        assertThat(answer(item("base", batch)).path("status").asText()).isEqualTo("DONE");
        assertThat(asked()).hasSize(11);
        assertThat(answer(item("base", batch)).path("status").asText()).isEqualTo("DONE");
        assertThat(asked()).hasSize(11);
    }

    @Test
    void leavesAFailingServiceAloneForLongerEachTimeAndGivesUpAfterTwentyMinutes() {
        Batch batch = batches(10).get(0);
        rig.aws.faults().add("step", "Converse", Fault.NOT_EXECUTED, Long.MAX_VALUE);
        Instant start = rig.clock.now();
        assertThatThrownBy(() -> toTheEnd(item("base", batch)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("InternalServerException")
                .hasMessageContaining("did not answer any request for 20 minutes");
        assertThat(Duration.between(start, rig.clock.now())).isBetween(Duration.ofMinutes(20), Duration.ofMinutes(25));
        assertThat(asked()).hasSizeBetween(20, 100);
        assertThat(answers("base")).isEmpty();
    }

    static Stream<RuntimeException> refusalsOfTheModel() {
        return Stream.of(
                refusal(ResourceNotFoundException.builder(), 404, "The model deployment was not found"),
                refusal(AccessDeniedException.builder(), 403, "You are not authorized to perform this action."),
                refusal(ValidationException.builder(), 400, "The provided model identifier is invalid."),
                refusal(ValidationException.builder(), 400, "The provided request is not valid for this model."),
                refusal(ModelNotReadyException.builder(), 429, "The model is not ready"),
                refusal(ModelErrorException.builder(), 424, "The request failed due to an error."),
                refusal(ServiceUnavailableException.builder(), 503, "Try again later."));
    }

    private static RuntimeException refusal(BedrockRuntimeException.Builder exception, int status, String words) {
        return (RuntimeException) exception
                .statusCode(status)
                .message(words)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(exception.build().getClass().getSimpleName())
                        .errorMessage(words)
                        .serviceName("BedrockRuntime")
                        .build())
                .build();
    }

    @ParameterizedTest
    @MethodSource("refusalsOfTheModel")
    void aDeploymentThatIsNotKnownEverywhereYetOnlyDelays(RuntimeException refusal) {
        Batch batch = batches(4).get(0);
        rig.served();
        // All requests are rejected for 15 minutes after the deployment becomes Active.
        Instant known = rig.clock.now().plus(Duration.ofMinutes(15));
        rig.refusingQuestions(question -> rig.clock.now().isBefore(known), refusal);
        ObjectNode last = toTheEnd(item("tuned", batch));
        assertThat(last.path("status").asText()).isEqualTo("DONE");
        assertThat(last.has("failingSince")).isFalse();
        assertThat(answers("tuned"))
                .hasSize(4)
                .allSatisfy((id, answer) -> assertThat(answer.text()).isEqualTo("tuned"));
        assertThat(new Answers(rig.run(), "tuned").givenUp()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("refusalsOfTheModel")
    void nothingFinalIsWrittenBeforeAModelIsGivenUp(RuntimeException refusal) {
        Batch batch = batches(4).get(0);
        rig.served();
        rig.refusingQuestions(question -> true, refusal);
        ObjectNode first = answer(item("tuned", batch));
        assertThat(first.path("status").asText()).isEqualTo("MORE");
        assertThat(first.path("waitSeconds").asLong()).isPositive();
        assertThat(rig.run().store().keys(Rig.RESULTS, rig.run().key("answers/tuned")))
                .isEmpty();
        assertThatThrownBy(() -> toTheEnd(first))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageStartingWith("The tuned model cannot be invoked.");
        assertThat(answers("tuned")).isEmpty();
        assertThat(new Answers(rig.run(), "tuned").givenUp()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Input is too long for requested model.",
                "The model returned the following errors: prompt is too long: 200049 tokens > 200000 maximum",
                "The prompt was blocked by a content filter."
            })
    void aQuestionThatTheServiceRefusesCountsAsFailedAtOnce(String words) {
        Batch batch = batches(4).get(0);
        rig.served();
        rig.refusingQuestions(
                question -> question.contains("question 1"), refusal(ValidationException.builder(), 400, words));
        Instant start = rig.clock.now();
        assertThat(answer(item("tuned", batch)).path("status").asText()).isEqualTo("DONE");
        assertThat(Duration.between(start, rig.clock.now())).isLessThan(Duration.ofMinutes(2));
        assertThat(answers("tuned").get("id1").failure()).contains(words);
        assertThat(answers("tuned").values().stream().filter(Answer::failed)).hasSize(1);
    }

    @Test
    void aQuestionThatIsRefusedInWordsOfNoKnownKindCountsAsFailedIfAnotherIsAnswered() {
        Batch batch = batches(10).get(0);
        rig.served();
        rig.refusingQuestions(
                question -> question.matches("(?s).*question [0-4].*"),
                refusal(ValidationException.builder(), 400, "Odd words."));
        assertThat(toTheEnd(item("tuned", batch)).path("status").asText()).isEqualTo("DONE");
        assertThat(answers("tuned").values().stream().filter(Answer::failed)).hasSize(5);
        assertThat(answers("tuned").get("id7").text()).isEqualTo("tuned");
    }

    private static ConverseResponse without(Consumer<ConverseResponse.Builder> what) {
        ConverseResponse.Builder answer = ConverseResponse.builder()
                .output(o -> o.message(m -> m.role("assistant").content(ContentBlock.fromText("answer"))))
                .stopReason("end_turn");
        what.accept(answer);
        return answer.build();
    }

    @Test
    void anAnswerWithoutAMessageIsAskedForAgain() {
        Batch batch = batches(2).get(0);
        rig.answeringQuestions(
                without(answer -> answer.output(ConverseOutput.builder().build())), 1);
        rig.answeringQuestions(without(answer -> answer.output((ConverseOutput) null)), 1);
        assertThat(answer(item("base", batch)).path("status").asText()).isEqualTo("DONE");
        assertThat(answers("base").get("id0").text()).isEqualTo("answer");
    }

    @Test
    void aModelThatEndsItsTurnWithoutTextGaveAnEmptyAnswerAndAnUnknownStopReasonIsKept() {
        Batch batch = batches(3).get(0);
        rig.answeringQuestions(without(answer -> answer.output(o -> o.message(m -> m.role("assistant")))), 1);
        rig.answeringQuestions(without(answer -> answer.stopReason("struck_by_lightning")), 1);
        rig.answeringQuestions(without(answer -> answer.stopReason((String) null)), 1);
        assertThat(answer(item("base", batch)).path("status").asText()).isEqualTo("DONE");
        assertThat(answers("base").get("id0").failed()).isFalse();
        assertThat(answers("base").get("id0").empty()).isTrue();
        assertThat(rig.object(rig.run().key("answers/base/00000001.json"))
                        .path("stopReason")
                        .asText())
                .isEqualTo("struck_by_lightning");
        assertThat(rig.object(rig.run().key("answers/base/00000002.json"))
                        .path("stopReason")
                        .asText())
                .isEqualTo("unknown");
    }

    @Test
    void countsARecordAtWhichTheServiceAlwaysFailsAsFailedAndGoesOn() {
        Batch batch = batches(10).get(0);
        rig.aws
                .faults()
                .add(
                        call -> call.operation().equals("Converse")
                                && call.input().toString().contains("question 4"),
                        Fault.NOT_EXECUTED,
                        Long.MAX_VALUE);
        assertThat(toTheEnd(item("base", batch)).path("status").asText()).isEqualTo("DONE");
        assertThat(answers("base")).hasSize(10);
        assertThat(answers("base").get("id4").failure()).contains("Every attempt");
        assertThat(answers("base").get("id5").failed()).isFalse();
    }

    @Test
    void asksNoNeighbouringBatchsQuestions() {
        List<Batch> batches = batches(85);
        answer(item("base", batches.get(1)));
        assertThat(answers("base")).hasSize(40).containsKeys("id40", "id79").doesNotContainKeys("id39", "id80");
    }

    @Test
    void handsBackWhatIsLeftBeforeItsTimeIsUp() {
        Batch batch = batches(40).get(0);
        rig.aws.bedrock().requestsPerMinute(BASE, 2);
        rig.life = Duration.ofMinutes(3);
        Instant start = rig.clock.now();
        ObjectNode first = answer(item("base", batch));
        assertThat(first.path("status").asText()).isEqualTo("MORE");
        assertThat(first.path("waitSeconds").asLong()).isPositive();
        assertThat(Duration.between(start, rig.clock.now())).isLessThan(rig.life);
        assertThat(answers("base").size()).isBetween(1, 39);
        assertThat(toTheEnd(first).path("status").asText()).isEqualTo("DONE");
        assertThat(answers("base"))
                .hasSize(40)
                .allSatisfy((id, answer) -> assertThat(answer.failed()).isFalse());
    }

    @Test
    void waitsAsLongAsTheServiceThrottles() {
        Batch batch = batches(5).get(0);
        rig.aws.faults().add("step", "Converse", Fault.THROTTLED, 7);
        assertThat(toTheEnd(item("base", batch)).path("status").asText()).isEqualTo("DONE");
        assertThat(answers("base")).hasSize(5);
        assertThat(asked()).hasSize(12);
        assertThat(rig.clock.now()).isAfter(Instant.parse("2026-11-22T09:00:10Z"));
    }

    @Test
    void keepsToAQuotaOfFourRequestsAMinuteOverManyLives() {
        rig.close();
        rig = new Rig();
        rig.rates.putAll(Map.of("base", 4, "tuned", 4));
        int questions = 200;
        List<Batch> batches = batches(questions);
        rig.aws.bedrock().requestsPerMinute(BASE, 4);
        Instant start = rig.clock.now();
        for (Batch batch : batches) {
            assertThat(toTheEnd(item("base", batch)).path("status").asText()).isEqualTo("DONE");
        }
        double minutes = Duration.between(start, rig.clock.now()).toMillis() / 60_000.0;
        assertThat(answers("base")).hasSize(questions);
        assertThat(asked()).hasSize(questions);
        assertThat(minutes).isBetween(questions / 4.0 - 1, questions / 4.0 * 1.02);
    }

    @Test
    void waitsOutADailyQuotaForHoursAndThenGivesTheModelUpForAllBatches() {
        List<Batch> batches = batches(80);
        rig.aws.bedrock().tokensPerDay(BASE::equals, 12 * 5);
        Instant start = rig.clock.now();
        assertThatThrownBy(() -> toTheEnd(item("base", batches.get(0))))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("The base model cannot be invoked.")
                .hasMessageContaining("Too many tokens per day")
                .hasMessageContaining("daily token quota")
                .hasMessageContaining("for Amazon Nova Micro");
        assertThat(Duration.between(start, rig.clock.now())).isBetween(Throttle.LONGEST, Duration.ofMinutes(245));
        assertThat(answers("base")).hasSize(5);
        Instant givenUp = rig.clock.now();
        assertThatThrownBy(() -> answer(item("base", batches.get(1)))).hasMessageContaining("daily token quota");
        assertThat(rig.clock.now()).isEqualTo(givenUp);
    }

    @Test
    void aDailyQuotaThatIsFreeAgainInTimeOnlyDelays() {
        Batch batch = batches(10).get(0);
        rig.aws.bedrock().tokensPerDay(BASE::equals, 12 * 5);
        ObjectNode first = answer(item("base", batch));
        assertThat(first.path("status").asText()).isEqualTo("MORE");
        assertThat(first.path("throttledSince").asText()).isNotBlank();
        rig.clock.sleep(Duration.ofHours(24));
        ObjectNode last = toTheEnd(first);
        assertThat(last.path("status").asText()).isEqualTo("DONE");
        assertThat(last.has("throttledSince")).isFalse();
        assertThat(answers("base")).hasSize(10);
    }

    @Test
    void aBatchThatGetsNoAnswerGoesOnWhileOthersOfItsModelGetSome() {
        List<Batch> batches = batches(80);
        rig.aws
                .faults()
                .add(
                        call -> call.operation().equals("Converse")
                                && call.input().toString().contains("question 4"),
                        Fault.THROTTLED,
                        Long.MAX_VALUE);
        ObjectNode starved = answer(item("base", batches.get(1)));
        Instant since = Instant.parse(starved.path("throttledSince").asText());
        rig.clock.sleep(Duration.ofHours(3));
        answer(item("base", batches.get(0)));
        rig.clock.sleep(Duration.ofHours(2));
        ObjectNode later = answer(starved);
        assertThat(later.path("status").asText()).isEqualTo("MORE");
        assertThat(Instant.parse(later.path("throttledSince").asText())).isAfter(since.plus(Duration.ofHours(2)));
        assertThatThrownBy(() -> toTheEnd(later))
                .hasMessageContaining("did not answer for 4 hours")
                .hasMessageContaining("per minute")
                .hasMessageNotContaining("daily");
    }

    @Test
    void recordsATruncatedAnswerWithoutTextAsFailed() {
        try (Rig empty = new Rig((system, turns, max) -> new LocalModel.Reply(" ", 1, 0, 1, LocalModel.MAX_TOKENS))) {
            empty.prepared(2, "{}");
            ObjectNode item = empty.state().put("system", "base");
            item.set(
                    "batch",
                    new Batch(
                                    0,
                                    0,
                                    empty.run()
                                                    .store()
                                                    .read(
                                                            Rig.DATASETS,
                                                            empty.run().staged("test.jsonl"))
                                                    .length
                                            - 1,
                                    0,
                                    2)
                            .toJson());
            empty.call(new AnswerBatch(empty.platform()), item);
            assertThat(new Answers(empty.run(), "base")
                            .all(new LinkedHashMap<>())
                            .get("id0")
                            .failure())
                    .contains("empty")
                    .contains("max_tokens");
        }
    }

    @Test
    void tellsOnceAndForAllThatAModelCannotBeAsked() {
        List<Batch> batches = batches(80);
        rig.aws.faults().add("step", "Converse", Fault.ACCESS_DENIED, Long.MAX_VALUE);
        assertThatThrownBy(() -> toTheEnd(item("base", batches.get(0))))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("The base model cannot be invoked");
        int requests = asked().size();
        assertThatThrownBy(() -> answer(item("base", batches.get(1)))).isInstanceOf(PermanentFailure.class);
        assertThat(asked()).hasSize(requests);
        assertThat(new Answers(rig.run(), "base").givenUp()).isPresent();
        assertThat(new Answers(rig.run(), "reference").givenUp()).isEmpty();
    }

    @Test
    void logsIdsAndCountsAlone() {
        answer(item("base", batches(3).get(0)));
        assertThat(rig.log).hasSize(1);
        assertThat(rig.log.get(0))
                .contains(Rig.RUN.value(), "AnswerBatch", "DONE")
                .doesNotContain("question 1", "answer\"");
    }
}
