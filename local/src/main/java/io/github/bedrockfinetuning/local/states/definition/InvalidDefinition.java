package io.github.bedrockfinetuning.local.states.definition;

import java.util.List;

/** A state machine definition that is not valid or not simulated, with all its problems. */
public final class InvalidDefinition extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidDefinition(List<String> problems) {
        super("The state machine definition is not valid:\n- " + String.join("\n- ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems; each names the state and the field. */
    public List<String> problems() {
        return problems;
    }
}
