package io.github.bedrockfinetuning.local.states.definition;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Checks for unreachable states, missing targets, scopes without a final state, and duplicate names. */
final class ScopeCheck {
    private final List<String> problems;
    private final Set<String> names = new HashSet<>();

    ScopeCheck(List<String> problems) {
        this.problems = problems;
    }

    void check(Scope scope, String where) {
        if (!scope.states().containsKey(scope.startAt())) {
            problems.add(where + ": StartAt is '" + scope.startAt() + "', which is not one of the states "
                    + scope.states().keySet());
            return;
        }
        Set<String> reached = new HashSet<>(Set.of(scope.startAt()));
        Deque<String> open = new ArrayDeque<>(reached);
        boolean ends = false;
        while (!open.isEmpty()) {
            State state = scope.states().get(open.pop());
            List<String> targets = targets(state).toList();
            ends |= !(state instanceof State.Choice) && state.nexts().findAny().isEmpty();
            for (String target : targets) {
                if (!scope.states().containsKey(target)) {
                    problems.add(
                            "state '" + state.name() + "': the next state '" + target + "' does not exist in " + where);
                } else if (reached.add(target)) {
                    open.add(target);
                }
            }
        }
        if (!ends) {
            problems.add(
                    where + ": no state ends the scope. Set End to true in a state, or add a Succeed or Fail state");
        }
        for (State state : scope.states().values()) {
            if (!reached.contains(state.name())) {
                problems.add("state '" + state.name()
                        + "': the state is not reachable. Remove it, or add a Next field that refers to it");
            }
            if (!names.add(state.name())) {
                problems.add("state '" + state.name() + "': another state in the definition has the same name");
            }
            int number = 0;
            for (Scope inner : state.scopes()) {
                String part = state instanceof State.Map ? " ItemProcessor" : " Branches[" + number++ + "]";
                check(inner, "state '" + state.name() + "'" + part);
            }
        }
    }

    private static Stream<String> targets(State state) {
        return Stream.concat(state.nexts(), state.effect().catchers().stream().map(Catcher::next));
    }
}
