package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.answering.Throttle;
import io.github.bedrockfinetuning.constructs.internal.Step;
import io.github.bedrockfinetuning.training.TrainingJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Checks properties of the definition: the maximum length of a history, and that all states have limits and catch
 * errors.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Step Functions quotas</a>
 */
class WorkflowBoundsTest {
    /** The maximum number of events. AWS allows 25,000, so one eighth remains for retries in loops. */
    private static final int MOST_EVENTS = 22_000;

    /** A task is entered, scheduled, started, succeeded and exited. */
    private static final int EVENTS_OF_TASK = 5;

    private static final int EVENTS_OF_OTHERS = 2;
    /** A failed attempt is scheduled, started and failed. */
    private static final int EVENTS_OF_RETRY = 3;

    private static final JsonNode DEFINITION = FineTuningStateMachineTest.definition(
            Synthesized.workflow(null).one("AWS::StepFunctions::StateMachine", "Machine"));

    /** Returns the maximum number of times each loop enters its Wait state, according to the limits in the steps. */
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
        long events = 2; // The ExecutionStarted event and the final event.
        List<String> waits = new ArrayList<>();
        for (Map.Entry<String, JsonNode> state : ownStates(DEFINITION).entrySet()) {
            boolean task = state.getValue().path("Type").asText().equals("Task");
            events += (task ? EVENTS_OF_TASK + EVENTS_OF_RETRY * retries(state.getValue()) : EVENTS_OF_OTHERS + 3);
            if (state.getValue().path("Type").asText().equals("Wait")) {
                waits.add(state.getKey());
                // One iteration consists of the Wait state, its task and the Choice state.
                events += passes.get(state.getKey()) * (EVENTS_OF_OTHERS + EVENTS_OF_TASK + EVENTS_OF_OTHERS);
            }
        }
        System.out.println("The longest history has " + events + " events, every retry of every state included once.");
        assertThat(waits).containsExactlyInAnyOrderElementsOf(passes.keySet());
        assertThat(events).isLessThan(MOST_EVENTS);
    }

    /**
     * A batch of answers or judgments runs in a child execution. It can be throttled for the maximum duration of a run.
     */
    @Test
    void aBatchThatIsThrottledForAsLongAsARunMayTakeStaysBelowTheLongestHistoryToo() {
        Duration life = Duration.ofSeconds(Step.ANSWER_BATCH.timeoutSeconds())
                .multipliedBy(2)
                .dividedBy(3);
        Duration longest = Duration.ofSeconds(DEFINITION.path("TimeoutSeconds").asLong());
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
        ownStates(DEFINITION).forEach((name, state) -> {
            String type = state.path("Type").asText();
            if (type.equals("Task")) {
                assertThat(state.path("TimeoutSeconds").asLong()).as(name).isPositive();
                assertThat(state.path("Retry").size()).as(name).isGreaterThan(1);
            }
            if (Set.of("Task", "Map", "Parallel").contains(type) && !catchesAll(state)) {
                uncaught.add(name);
            }
        });
        // These two states are in a branch whose Parallel state catches errors.
        assertThat(catchesAll(DEFINITION.at("/States/TrainAndAnswer"))).isTrue();
        assertThat(uncaught).containsExactly("CheckTraining", "StartTraining");
    }

    @Test
    void noStateReadsWhatAStepMayLeaveOut() {
        // A path without a value causes States.Runtime, which no Catch handles. Therefore, every Wait and Choice state
        // reads only values that the preceding step always writes, and checks whether optional fields are present.
        ownStates(DEFINITION).forEach((name, state) -> {
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

    /**
     * Returns the states whose events are in the history of the execution. Child executions of maps have separate
     * histories.
     */
    private static Map<String, JsonNode> ownStates(JsonNode machine) {
        Map<String, JsonNode> states = new HashMap<>();
        machine.path("States").properties().forEach(state -> {
            states.put(state.getKey(), state.getValue());
            state.getValue().path("Branches").forEach(branch -> states.putAll(ownStates(branch)));
        });
        return states;
    }
}
