package io.github.bedrockfinetuning.answering;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.local.models.LocalModel;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.steps.AnswerBatch;
import io.github.bedrockfinetuning.steps.Evaluate;
import io.github.bedrockfinetuning.steps.JudgeBatch;
import io.github.bedrockfinetuning.steps.Rig;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JudgingTest {
    private static final int QUESTIONS = 5;
    private Rig rig;

    @AfterEach
    void close() {
        rig.close();
    }

    /** Uses a judge that sends this reply to every comparison, and answers other questions normally. */
    private void judge(String reply) {
        judge((system, turns, max) -> new LocalModel.Reply(
                system != null && system.startsWith("You compare") ? reply : "answer",
                10,
                2,
                100,
                LocalModel.END_TURN));
    }

    private void judge(LocalModel model) {
        rig = new Rig(model);
        rig.prepared(QUESTIONS, "{\"referenceModel\":null,\"judge\":{\"model\":\"amazon.nova-pro-v1:0\"}}");
        rig.served();
        rig.call(new AnswerBatch(rig.platform()), batch().put("system", "base"));
        rig.call(new AnswerBatch(rig.platform()), batch().put("system", "tuned"));
    }

    private ObjectNode batch() {
        ObjectNode state = rig.state();
        long bytes = rig.run().store().read(Rig.DATASETS, rig.run().staged("test.jsonl")).length;
        state.set("batch", new Batch(0, 0, bytes - 1, 0, QUESTIONS).toJson());
        return state;
    }

    private JsonNode judgeBatch() {
        return rig.call(new JudgeBatch(rig.platform()), batch());
    }

    @Test
    void countsAJudgeThatAlwaysLikesTheFirstPlaceAsDisagreement() {
        judge("{\"better\":\"A\"}");
        assertThat(judgeBatch().path("status").asText()).isEqualTo("DONE");
        assertThat(new Judgements(rig.run()).counts()).containsExactly(Map.entry("disagreement", QUESTIONS));
    }

    @Test
    void findsTheWinnerThatBothOrdersAgreeOn() {
        judge((system, turns, max) -> {
            boolean judging = system != null && system.startsWith("You compare");
            String text = turns.get(turns.size() - 1).text();
            boolean tunedFirst = judging
                    && text.indexOf("Answer A:") < text.lastIndexOf("tuned")
                    && text.lastIndexOf("tuned") < text.indexOf("Answer B:");
            String reply = !judging ? "answer" : tunedFirst ? "{\"better\":\"A\"}" : "{\"better\":\"B\"}";
            return new LocalModel.Reply(reply, 10, 2, 100, LocalModel.END_TURN);
        });
        judgeBatch();
        assertThat(new Judgements(rig.run()).counts()).containsExactly(Map.entry("tuned", QUESTIONS));
        rig.call(new Evaluate(rig.platform()), rig.state());
        assertThat(rig.object(rig.run().key("verdict.json")).at("/judged/tuned").asInt())
                .isEqualTo(QUESTIONS);
    }

    @Test
    void asksAgainAndThenCountsAsUnjudgedWhatIsNotTheFormAskedFor() {
        judge("I would say A.");
        judgeBatch();
        assertThat(new Judgements(rig.run()).counts()).containsExactly(Map.entry("unjudged", QUESTIONS));
        assertThat(rig.calls("bedrock", "Converse")).hasSize(2 * QUESTIONS + 2 * 3 * QUESTIONS);
    }

    @Test
    void judgesNothingTwice() {
        judge("{\"better\":\"tie\"}");
        judgeBatch();
        int calls = rig.calls("bedrock", "Converse").size();
        judgeBatch();
        assertThat(rig.calls("bedrock", "Converse")).hasSize(calls);
        assertThat(new Judgements(rig.run()).counts()).containsExactly(Map.entry("tie", QUESTIONS));
    }

    @Test
    void waitsForAJudgeThatIsAskedTooMuch() {
        judge("{\"better\":\"tie\"}");
        rig.aws.faults().add("step", "Converse", Fault.THROTTLED, 40);
        ObjectNode first = (ObjectNode) judgeBatch();
        assertThat(first.path("status").asText()).isEqualTo("MORE");
        assertThat(first.path("throttledSince").asText()).isNotBlank();
        ObjectNode last = rig.follow(() -> new JudgeBatch(rig.platform()), first, "MORE");
        assertThat(last.has("throttledSince")).isFalse();
        assertThat(new Judgements(rig.run()).counts()).containsExactly(Map.entry("tie", QUESTIONS));
    }

    @Test
    void goesOnWithoutAJudgeThatHasNoTokensForTheDay() {
        judge("{\"better\":\"tie\"}");
        rig.aws.bedrock().tokensPerDay("amazon.nova-pro-v1:0"::equals, 0);
        Instant start = rig.clock.now();
        rig.follow(() -> new JudgeBatch(rig.platform()), batch(), "MORE");
        assertThat(Duration.between(start, rig.clock.now())).isBetween(Throttle.LONGEST, Duration.ofMinutes(260));
        assertThat(Json.text(rig.object(rig.run().key("answers/judge-outcome.json"))))
                .contains("The judge cannot be invoked", "daily token quota", "Amazon Nova Pro");
    }

    @Test
    void waitsForAJudgeThatFailsAndJudgesAll() {
        judge("{\"better\":\"tie\"}");
        Instant known = rig.clock.now().plus(Duration.ofMinutes(15));
        rig.aws
                .faults()
                .add(
                        call -> call.operation().equals("Converse")
                                && rig.clock.now().isBefore(known),
                        Fault.ACCESS_DENIED,
                        Long.MAX_VALUE);
        ObjectNode last = rig.follow(() -> new JudgeBatch(rig.platform()), batch(), "MORE");
        assertThat(last.has("failingSince")).isFalse();
        assertThat(new Judgements(rig.run()).counts()).containsExactly(Map.entry("tie", QUESTIONS));
    }

    @Test
    void countsAsUnjudgedWhatTheServiceFailsAtEveryTime() {
        judge("{\"better\":\"tie\"}");
        rig.aws
                .faults()
                .add(
                        call -> call.operation().equals("Converse")
                                && call.input().toString().contains("question 3"),
                        Fault.NOT_EXECUTED,
                        Long.MAX_VALUE);
        rig.follow(() -> new JudgeBatch(rig.platform()), batch(), "MORE");
        assertThat(new Judgements(rig.run()).counts())
                .containsExactlyInAnyOrderEntriesOf(Map.of("tie", QUESTIONS - 1, "unjudged", 1));
    }

    @Test
    void keepsTheRunThoughTheJudgeCannotBeAsked() {
        judge("{\"better\":\"tie\"}");
        rig.aws.faults().add("step", "Converse", Fault.ACCESS_DENIED, Long.MAX_VALUE);
        rig.follow(() -> new JudgeBatch(rig.platform()), batch(), "MORE");
        assertThat(Json.text(rig.object(rig.run().key("answers/judge-outcome.json"))))
                .contains("The judge cannot be invoked");
        rig.call(new Evaluate(rig.platform()), rig.state());
        assertThat(rig.object(rig.run().key("verdict.json")).path("judged")).isEmpty();
    }
}
