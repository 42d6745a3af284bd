package io.github.bedrockfinetuning.local.states.definition;

import java.util.List;

/** Indicates that a state machine definition is invalid or not simulated. Contains all problems. */
public final class InvalidDefinition extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidDefinition(List<String> problems) {
        super("The state machine definition is not valid:\n- " + String.join("\n- ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems. Each problem specifies the state and the field. */
    public List<String> problems() {
        return problems;
    }
}
