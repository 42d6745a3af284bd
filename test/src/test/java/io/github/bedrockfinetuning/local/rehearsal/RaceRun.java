package io.github.bedrockfinetuning.local.rehearsal;

import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.aws.settings.Quotas;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The result of one order of events.
 *
 * @param violations the violated conditions; empty if there are none
 * @param requests the number of requests of the functions
 * @param ends the final status of each execution
 * @param overtaken whether a move was made while a request was delayed
 * @param story the events, line by line; empty unless a condition is violated
 */
record RaceRun(
        RacePlan plan,
        List<String> violations,
        int requests,
        List<String> ends,
        boolean overtaken,
        List<String> story) {
    /** A queue time that is long enough to detect that a job was not stopped. */
    private static final Duration QUEUE = Duration.ofMinutes(12);

    static RaceRun of(RacePlan plan, FaultLane lane) {
        return of(plan, lane, Stacks.blueprint(plan.scenario().region()));
    }

    static RaceRun of(RacePlan plan, FaultLane lane, Blueprint blueprint) {
        RacePeople people = new RacePeople(plan);
        RaceGate gate = new RaceGate(plan.moves(), people::play);
        lane.beforeRequests(gate);
        String region = plan.scenario().region();
        try (DeployedStack stack =
                DeployedStack.deploy(blueprint, plan.scenario().faults(), people, gate.knowing(lane.wiring(region)))) {
            stack.aws().bedrock().durations(FaultRun.QUICK.withQueue(QUEUE));
            if (region.equals("us-west-2")) {
                stack.aws().quotas().set(Quotas.MODEL_UNITS, 2);
            }
            gate.open(stack);
            people.begin(stack, lane);
            List<String> violations;
            try {
                stack.settle();
                stack.settle(); // The last action of the user can also leave resources.
                violations = new RaceInvariants(plan, stack, people).violations();
            } catch (IllegalStateException died) {
                violations = List.of("the simulation died: " + died.getMessage());
            }
            List<String> story = violations.isEmpty() ? List.of() : story(stack, people);
            List<String> ends =
                    stack.executions().stream().map(run -> run.status().name()).toList();
            return new RaceRun(plan, violations, gate.requests(), ends, gate.overtaken(), story);
        } catch (IOException e) {
            throw new AssertionError(plan.toString(), e);
        }
    }

    private static List<String> story(DeployedStack stack, RacePeople people) {
        List<String> calls = new ArrayList<>();
        for (CallRecord call : stack.calls()) {
            String who = stack.stepOf(call.role());
            String function = call.role().contains("CleanUpAfter") ? "CleanUpAfterEnd" : who;
            calls.add(call.time() + " " + (who.isEmpty() ? call.role() : function) + "." + call.operation() + " "
                    + call.resource() + " " + (call.error() == null ? call.status() : call.error()));
        }
        // Both lists are in chronological order. For the same time, the actions of people are first.
        return Stream.concat(people.story().stream(), calls.stream())
                .sorted((one, other) ->
                        one.substring(0, one.indexOf(' ')).compareTo(other.substring(0, other.indexOf(' '))))
                .toList();
    }

    /** Returns the order, its violations, and all events. */
    String told() {
        return plan + " -> " + violations + "\nAlone: -Drace=" + plan.seed() + "\n" + String.join("\n", story);
    }
}
