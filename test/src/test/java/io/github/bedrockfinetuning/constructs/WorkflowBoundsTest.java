package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.answering.Throttle;
import io.github.bedrockfinetuning.constructs.internal.Step;
import io.github.bedrockfinetuning.local.rehearsal.Stacks;
import io.github.bedrockfinetuning.training.TrainingJob;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What follows from the definition alone: how long a history can get, and that every state is bounded and caught.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Step Functions quotas</a>
 */
class WorkflowBoundsTest {
    /** Of 25,000, which AWS allows: an eighth is left for tries that are repeated in a loop. */
    private static final int MOST_EVENTS = 22_000;

    /** Entered and exited, and of a task also scheduled, started and succeeded. */
    private static final int EVENTS_OF_TASK = 5;

    private static final int EVENTS_OF_OTHERS = 2;
    /** A try that failed is scheduled, started and failed once more. */
    private static final int EVENTS_OF_RETRY = 3;

    private static JsonNode definition;

    @BeforeAll
    static void deploy() throws IOException {
        try (var stack = Stacks.deploy()) {
            definition = stack.definition();
        }
    }

    /** How often each loop's Wait can be passed, by the budgets that the steps keep. */
    private static Map<String, Long> passes() {
        long slots = passes(TrainingJob::slotWait);
        long looks = passes(TrainingJob::nextLook);
        return Map.of(
                "WaitForSlot",
                slots,
                "WaitForTraining",
                looks,
                "WaitForServing",
                6 * 60L + 1,
                "WaitForStopServing",
                121L,
                "WaitForStopUnpromoted",
                121L,
                "WaitForCleanUp",
                361L);
    }

    private static long passes(UnaryOperator<Duration> next) {
        long passes = 1;
        for (Duration waited = Duration.ZERO; waited.compareTo(TrainingJob.BUDGET) <= 0; passes++) {
            waited = waited.plus(next.apply(waited));
        }
        return passes;
    }

    @Test
    void aSevenDayQueueStaysFarBelowTheLongestHistory() {
        Map<String, Long> passes = new HashMap<>(passes());
        long events = 2; // ExecutionStarted, and how it ended.
        List<String> waits = new ArrayList<>();
        for (Map.Entry<String, JsonNode> state : ownStates(definition).entrySet()) {
            boolean task = state.getValue().path("Type").asText().equals("Task");
            events += (task ? EVENTS_OF_TASK + EVENTS_OF_RETRY * retries(state.getValue()) : EVENTS_OF_OTHERS + 3);
            if (state.getValue().path("Type").asText().equals("Wait")) {
                waits.add(state.getKey());
                // Once round: the Wait, the task behind it and the Choice.
                events += passes.get(state.getKey()) * (EVENTS_OF_OTHERS + EVENTS_OF_TASK + EVENTS_OF_OTHERS);
            }
        }
        System.out.println("The longest history has " + events + " events, every retry of every state included once.");
        assertThat(waits).containsExactlyInAnyOrderElementsOf(passes.keySet());
        assertThat(events).isLessThan(MOST_EVENTS);
    }

    /** A batch of answers or judgements in a child of its own, with hardly an answer for as long as a run may take. */
    @Test
    void aBatchThatIsThrottledForAsLongAsARunMayTakeStaysBelowTheLongestHistoryToo() {
        Duration life = Duration.ofSeconds(Step.ANSWER_BATCH.timeoutSeconds())
                .multipliedBy(2)
                .dividedBy(3);
        Duration longest = Duration.ofSeconds(definition.path("TimeoutSeconds").asLong());
        assertThat(longest).isPositive().isGreaterThan(Throttle.LONGEST);
        long lives = longest.dividedBy(life) + 1;
        assertThat(lives * (EVENTS_OF_TASK + EVENTS_OF_OTHERS + EVENTS_OF_OTHERS))
                .isLessThan(MOST_EVENTS);
    }

    private static long retries(JsonNode task) {
        long most = 0;
        for (JsonNode retrier : task.path("Retry")) {
            most += retrier.path("MaxAttempts").asInt(3);
        }
        return most;
    }

    @Test
    void everyTaskAndMapIsBoundedTriedAgainAndCaughtWithinItsScope() {
        Set<String> uncaught = new TreeSet<>();
        ownStates(definition).forEach((name, state) -> {
            String type = state.path("Type").asText();
            if (type.equals("Task")) {
                assertThat(state.path("TimeoutSeconds").asLong()).as(name).isPositive();
                assertThat(state.path("Retry").size()).as(name).isGreaterThan(1);
            }
            if (Set.of("Task", "Map", "Parallel").contains(type) && !catchesAll(state)) {
                uncaught.add(name);
            }
        });
        // These two stand in the branch whose Parallel catches for them.
        assertThat(catchesAll(definition.at("/States/TrainAndAnswer"))).isTrue();
        assertThat(uncaught).containsExactly("CheckTraining", "StartTraining");
    }

    @Test
    void noStateReadsWhatAStepMayLeaveOut() {
        // A path that finds nothing is States.Runtime, which no Catch sees: every Wait and Choice reads what the step
        // before it always writes, and optional fields are looked for first.
        ownStates(definition).forEach((name, state) -> {
            if (state.path("Type").asText().equals("Choice")) {
                state.path("Choices")
                        .forEach(choice -> assertThat(guarded(choice))
                                .as(name + ": " + choice)
                                .isTrue());
                assertThat(state.path("Default").asText()).as(name).isNotBlank();
            }
        });
    }

    private static boolean guarded(JsonNode choice) {
        if (choice.path("Variable").asText().equals("$.status")) {
            return true;
        }
        JsonNode and = choice.path("And");
        return and.size() > 1 && and.get(0).path("IsPresent").asBoolean();
    }

    private static boolean catchesAll(JsonNode state) {
        for (JsonNode catcher : state.path("Catch")) {
            if (catcher.path("ErrorEquals").toString().contains("States.ALL")) {
                return true;
            }
        }
        return false;
    }

    /** The states whose events are in the execution's own history: those of maps' children are in the children's. */
    private static Map<String, JsonNode> ownStates(JsonNode machine) {
        Map<String, JsonNode> states = new HashMap<>();
        machine.path("States").properties().forEach(state -> {
            states.put(state.getKey(), state.getValue());
            state.getValue().path("Branches").forEach(branch -> states.putAll(ownStates(branch)));
        });
        return states;
    }
}
