package io.github.bedrockfinetuning.local.rehearsal;

import io.github.bedrockfinetuning.local.rehearsal.ServiceAccess.Machine;
import io.github.bedrockfinetuning.local.states.Execution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The roles and keys of the state machines before and after each update. An execution keeps the definition and the role
 * with which it started.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachine.html">UpdateStateMachine</a>,
 *     "Running executions will continue to use the previous definition and roleArn"
 */
final class DefinitionHistory {
    /** A state machine from an update until the next one, and the number of executions that started before. */
    private record Since(int executions, Machine machine) {}

    private final Map<String, List<Since>> histories = new HashMap<>();

    /** @param executions the number of executions that have started so far */
    void put(Machine machine, int executions) {
        histories.computeIfAbsent(machine.arn(), absent -> new ArrayList<>()).add(new Since(executions, machine));
    }

    /**
     * Returns the state machine by its ARN, or by the ARN of the child executions of a Distributed Map, which ends with
     * the name of the map.
     */
    Machine current(String machineArn) {
        List<Since> history = histories.get(arn(machineArn));
        return history.get(history.size() - 1).machine();
    }

    /**
     * Returns the state machine as it was when an execution started.
     *
     * @param all the executions of the state machine, without child executions, in the order in which they started
     */
    Machine of(Execution execution, List<Execution> all) {
        List<Since> history = histories.get(arn(execution.machineArn()));
        if (history.size() == 1) {
            return history.get(0).machine();
        }
        int position = 0;
        while (position < all.size()
                && all.get(position) != execution
                && !all.get(position).children().contains(execution)) {
            position++;
        }
        Machine found = history.get(0).machine();
        for (Since since : history) {
            if (since.executions() <= position) {
                found = since.machine();
            }
        }
        return found;
    }

    private static String arn(String machineArn) {
        return machineArn.replaceFirst("/.*", "");
    }
}
