package io.github.bedrockfinetuning.local.states.definition;

import java.util.List;

/** A state machine definition that Step Functions, or this interpreter, refuses; it lists all that is wrong with it. */
public final class InvalidDefinition extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidDefinition(List<String> problems) {
        super("The state machine definition is refused:\n- " + String.join("\n- ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each names the state and the field, and where possible the remedy. */
    public List<String> problems() {
        return problems;
    }
}
