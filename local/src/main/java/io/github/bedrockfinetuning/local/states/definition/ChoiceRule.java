package io.github.bedrockfinetuning.local.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.states.data.Data;
import io.github.bedrockfinetuning.local.states.data.Path;
import io.github.bedrockfinetuning.local.states.data.StateFailure;
import java.util.List;

/** A rule of a Choice state: a comparison, or several rules combined with And. */
public sealed interface ChoiceRule {
    boolean holds(Data data);

    record All(List<ChoiceRule> rules) implements ChoiceRule {
        @Override
        public boolean holds(Data data) {
            return rules.stream().allMatch(rule -> rule.holds(data));
        }
    }

    /** Compares both the type and the value. */
    record Equal(Path variable, JsonNode value) implements ChoiceRule {
        @Override
        public boolean holds(Data data) {
            JsonNode found = variable.find(data);
            if (found == null) {
                throw StateFailure.runtime("Invalid path '" + variable
                        + "': The choice state's condition path references an invalid value.");
            }
            return found.equals(value);
        }
    }

    /** @param wanted true if the variable must be present, false if it must not be present */
    record Present(Path variable, boolean wanted) implements ChoiceRule {
        @Override
        public boolean holds(Data data) {
            return (variable.find(data) != null) == wanted;
        }
    }
}
