package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.local.states.Execution;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that a plan has the same result whether its handlers are run or remembered. */
class RememberedHandlersTest {
    private static final List<FaultPlan> PLANS = List.of(
            plan(FaultScenario.PLAIN),
            plan(FaultScenario.PLAIN, "CheckTraining.GetModelCustomizationJob:throttled"),
            plan(FaultScenario.PLAIN, "CheckTraining.GetModelCustomizationJob:throttled", "Evaluate.PutObject:late"),
            plan(FaultScenario.PLAIN, "AnswerBatch.Converse:unready", "JudgeBatch:crash"),
            plan(FaultScenario.PLAIN, "AnswerBatch.Converse:no-message", "Tell.Publish:lost-answer"),
            plan(FaultScenario.PLAIN, "StartTraining.CreateModelCustomizationJob:duplicate", "StopServing:time-out"),
            plan(FaultScenario.PLAIN, "AnswerBatch.GetObject:cut-off", "AnswerBatch:abort"),
            plan(FaultScenario.PROMOTED, "Promote.PutParameter:conflict"),
            plan(FaultScenario.PROVISIONED, "StartServing.PutObject:access-denied"),
            plan(FaultScenario.ABORTED, "CleanUp:event-lost"));

    @Test
    void aPlanHasTheSameResultWithRememberedHandlers() {
        HandlerMemory memory = new HandlerMemory();
        FaultLane running = new FaultLane();
        FaultLane remembering = running.remembering(memory);
        for (FaultPlan plan : PLANS) {
            List<String> expected = everything(plan, running);

            assertThat(everything(plan, remembering)).as("%s", plan).isEqualTo(expected);
            long run = memory.run();
            assertThat(everything(plan, remembering)).as("%s again", plan).isEqualTo(expected);
            assertThat(memory.run() - run).as("invocations that ran again").isLessThan(memory.known() / 10 + 2);
        }
        assertThat(memory.differences()).isEmpty();
    }

    @Test
    void aHandlerThatDoesSomethingElseIsReported() {
        HandlerMemory memory = new HandlerMemory(1);
        FaultLane random = FaultLane.withRandomTokens().remembering(memory);

        everything(PLANS.get(0), random);
        assertThat(memory.differences()).isEmpty();
        everything(PLANS.get(0), random);

        assertThat(memory.differences()).first().asString().contains("StartTraining", "clientRequestToken");
    }

    private static FaultPlan plan(FaultScenario scenario, String... faults) {
        return FaultPlan.of(scenario, faults);
    }

    /** Returns all requests, the histories of the executions, the notifications, and the logs of the handlers. */
    private static List<String> everything(FaultPlan plan, FaultLane lane) {
        Blueprint blueprint = Stacks.blueprint(plan.scenario().region());
        return FaultRun.of(plan, lane, blueprint, (same, stack) -> {
            List<String> all = new ArrayList<>();
            try {
                stack.settle();
            } catch (IllegalStateException died) {
                all.add(died.getMessage());
            }
            stack.calls().forEach(call -> all.add(call.toString()));
            stack.executions().stream()
                    .flatMap(run -> Stream.concat(Stream.of(run), run.children().stream()))
                    .map(Execution::history)
                    .forEach(history -> all.add(history.toString()));
            stack.aws().sns().messages().forEach(message -> all.add(message.toString()));
            all.addAll(stack.log());
            return all;
        });
    }
}
