package io.github.bedrockfinetuning.local.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A valid state machine definition in the Amazon States Language with the JSONPath query language.
 *
 * @see <a href="https://states-language.net/spec.html">The States Language</a>
 */
public final class StateMachine {
    private final Scope scope;
    private final @Nullable Integer timeoutSeconds;

    private StateMachine(Scope scope, @Nullable Integer timeoutSeconds) {
        this.scope = scope;
        this.timeoutSeconds = timeoutSeconds;
    }

    /**
     * Parses a definition. Rejects everything that is not simulated exactly.
     *
     * @throws InvalidDefinition if states or fields are invalid or not simulated; the exception lists all of them
     */
    public static StateMachine parse(JsonNode definition) {
        List<String> problems = new ArrayList<>();
        Fields fields = new Fields(definition, "the machine", problems);
        fields.text("Comment");
        StateParser.checkQueryLanguage(fields);
        String version = fields.text("Version");
        if (version != null && !version.equals("1.0")) {
            fields.problem("Version must be 1.0, not " + version);
        }
        Integer timeout =
                fields.has("TimeoutSeconds") ? fields.whole("TimeoutSeconds", 1, State.LONGEST_SECONDS, 1) : null;
        Scope scope = new StateParser(problems).scope(fields);
        fields.refuseUnknown("a state machine");
        if (problems.isEmpty()) {
            new ScopeCheck(problems).check(scope, "the machine");
        }
        if (!problems.isEmpty()) {
            throw new InvalidDefinition(problems);
        }
        return new StateMachine(scope, timeout);
    }

    public Scope scope() {
        return scope;
    }

    /** Returns the timeout in seconds, or null if only the service limit applies. */
    public @Nullable Integer timeoutSeconds() {
        return timeoutSeconds;
    }
}
