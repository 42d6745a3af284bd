package io.github.bedrockfinetuning.local.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.states.data.Path;
import io.github.bedrockfinetuning.local.states.data.ResultPath;
import io.github.bedrockfinetuning.local.states.data.StateFailure;
import io.github.bedrockfinetuning.local.states.definition.State.Common;
import io.github.bedrockfinetuning.local.states.definition.State.Effect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses the states of a definition. If it records a problem, required values in the result can be null.
 * {@link StateMachine#parse} discards such results.
 */
final class StateParser {
    private static final int LONGEST_NAME = 80;

    private final List<String> problems;

    StateParser(List<String> problems) {
        this.problems = problems;
    }

    /** Parses StartAt and States. */
    Scope scope(Fields fields) {
        String startAt = fields.neededText("StartAt");
        Map<String, State> states = new LinkedHashMap<>();
        if (!(fields.get("States") instanceof ObjectNode object) || object.isEmpty()) {
            fields.problem("States must be an object with at least one state");
            return new Scope(startAt, states);
        }
        object.properties().forEach(field -> {
            State state = state(field.getKey(), field.getValue());
            if (state != null) {
                states.put(field.getKey(), state);
            }
        });
        return new Scope(startAt, states);
    }

    private @Nullable State state(String name, JsonNode definition) {
        Fields fields = new Fields(definition, "state '" + name + "'", problems);
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            fields.problem("the name of a state must have 1 to " + LONGEST_NAME + " characters");
        }
        String type = fields.neededText("Type");
        fields.text("Comment");
        checkQueryLanguage(fields);
        if (type == null) {
            return null;
        }
        State state = switch (type) {
            case "Task" -> task(name, fields);
            case "Pass" -> new State.Pass(common(name, fields), effect(fields, false, true), fields.get("Result"));
            case "Choice" -> choice(name, fields);
            case "Wait" -> wait(name, fields);
            case "Succeed" -> new State.Succeed(new Common(name, type, null));
            case "Fail" -> new State.Fail(new Common(name, type, null), fields.text("Error"), fields.text("Cause"));
            case "Parallel" -> parallel(name, fields);
            case "Map" -> new MapParser(this, fields).map(name);
            default -> null;
        };
        if (state == null) {
            fields.problem("'" + type
                    + "' is not a valid Type; valid types are Task, Pass, Choice, Wait, Succeed, Fail, Parallel, "
                    + "and Map");
            return null;
        }
        fields.refuseUnknown("a " + type + " state");
        return state;
    }

    static void checkQueryLanguage(Fields fields) {
        String language = fields.text("QueryLanguage");
        if (language != null && !language.equals("JSONPath")) {
            fields.problem("QueryLanguage '" + language + "' is not simulated; only JSONPath is simulated");
        }
    }

    /** Parses the common fields of states with Next or End. */
    Common common(String name, Fields fields) {
        String next = fields.text("Next");
        boolean end = fields.flag("End");
        if (end == (next != null)) {
            fields.problem(end ? "specify either Next or End, not both" : "specify Next, or set End to true");
        }
        return new Common(name, fields.text("Type"), end ? null : next);
    }

    /**
     * Parses the fields that process the input, the result, and errors.
     *
     * @param works whether the state can have Retry and Catch
     */
    Effect effect(Fields fields, boolean works, boolean parameters) {
        Path output = fields.path("OutputPath");
        return new Effect(
                parameters ? fields.template("Parameters") : null,
                resultPath(fields),
                output == null ? Effect.NONE.outputPath() : output,
                works ? retriers(fields) : List.of(),
                works ? catchers(fields) : List.of());
    }

    private static ResultPath resultPath(Fields fields) {
        if (fields.has("ResultPath") && fields.get("ResultPath").isNull()) {
            return ResultPath.NOWHERE;
        }
        ResultPath place = fields.parsed("ResultPath", ResultPath::parse);
        return place == null ? ResultPath.WHOLE : place;
    }

    private static List<Retrier> retriers(Fields fields) {
        List<Retrier> retriers = new ArrayList<>();
        List<JsonNode> elements =
                fields.has("Retry") && fields.get("Retry").isEmpty() ? List.of() : fields.array("Retry", false);
        for (JsonNode element : elements) {
            Fields retry = fields.element("Retry", retriers.size(), element);
            retry.text("Comment");
            List<String> errors = errors(retry, retriers.size() == elements.size() - 1);
            int interval = retry.whole("IntervalSeconds", 1, State.LONGEST_SECONDS, 1);
            int most = retry.whole("MaxAttempts", 0, State.LONGEST_SECONDS, 3);
            double rate = retry.decimal("BackoffRate", 1, Double.MAX_VALUE, 2);
            Integer delay = retry.has("MaxDelaySeconds") ? retry.whole("MaxDelaySeconds", 1, 31_622_400, 1) : null;
            if (delay != null && delay <= interval) {
                retry.problem("MaxDelaySeconds " + delay + " must be greater than IntervalSeconds " + interval);
            }
            String jitter = retry.text("JitterStrategy");
            if (jitter != null && !jitter.equals("FULL") && !jitter.equals("NONE")) {
                retry.problem("JitterStrategy must be FULL or NONE, not " + jitter);
            }
            retry.refuseUnknown("a retrier");
            retriers.add(new Retrier(errors, interval, most, rate, delay, "FULL".equals(jitter)));
        }
        return retriers;
    }

    private static List<Catcher> catchers(Fields fields) {
        List<Catcher> catchers = new ArrayList<>();
        List<JsonNode> elements =
                fields.has("Catch") && fields.get("Catch").isEmpty() ? List.of() : fields.array("Catch", false);
        for (JsonNode element : elements) {
            Fields caught = fields.element("Catch", catchers.size(), element);
            caught.text("Comment");
            List<String> errors = errors(caught, catchers.size() == elements.size() - 1);
            catchers.add(new Catcher(errors, caught.neededText("Next"), resultPath(caught)));
            caught.refuseUnknown("a catcher");
        }
        return catchers;
    }

    private static List<String> errors(Fields fields, boolean last) {
        List<String> errors = new ArrayList<>();
        for (JsonNode error : fields.array("ErrorEquals", true)) {
            if (!error.isTextual()) {
                fields.problem("ErrorEquals must contain strings, not " + error);
            } else if (!ErrorNames.isKnown(error.asText())) {
                fields.problem("ErrorEquals: '" + error.asText() + "' is not an error name; the reserved names are "
                        + ErrorNames.reserved());
            }
            errors.add(error.asText());
        }
        if (errors.contains(StateFailure.ALL) && (errors.size() > 1 || !last)) {
            fields.problem("ErrorEquals: States.ALL must be the only error in the last element");
        }
        return errors;
    }

    private State task(String name, Fields fields) {
        TaskResource resource = fields.parsed("Resource", TaskResource::parse);
        if (!fields.has("Resource")) {
            fields.problem("Resource is missing");
        }
        Effect effect = effect(fields, true, true);
        int timeout = fields.whole("TimeoutSeconds", 1, State.LONGEST_SECONDS, State.LONGEST_SECONDS);
        boolean passesToken = effect.parameters() != null && effect.parameters().usesTaskToken();
        if (resource != null && resource.waitsForToken() != passesToken) {
            fields.problem(
                    passesToken
                            ? "$$.Task.Token is available only if the Resource ends in .waitForTaskToken"
                            : "Parameters must include $$.Task.Token, or the task can never complete");
        }
        return new State.Task(common(name, fields), effect, resource, timeout);
    }

    private State choice(String name, Fields fields) {
        List<State.Choice.Option> options = new ArrayList<>();
        for (JsonNode element : fields.array("Choices", true)) {
            Fields option = fields.element("Choices", options.size(), element);
            String next = option.neededText("Next");
            options.add(new State.Choice.Option(ChoiceParser.parse(option, false), next));
        }
        return new State.Choice(new Common(name, "Choice", null), options, fields.text("Default"));
    }

    private State wait(String name, Fields fields) {
        if (fields.has("Seconds") == fields.has("SecondsPath")) {
            fields.problem("a Wait state must have either Seconds or SecondsPath; timestamps are not simulated");
        }
        int seconds = fields.whole("Seconds", 0, State.LONGEST_SECONDS, 0);
        return new State.Wait(common(name, fields), seconds, fields.path("SecondsPath"));
    }

    private State parallel(String name, Fields fields) {
        List<Scope> branches = new ArrayList<>();
        for (JsonNode element : fields.array("Branches", true)) {
            Fields branch = fields.element("Branches", branches.size(), element);
            branch.text("Comment");
            checkQueryLanguage(branch);
            branches.add(scope(branch));
            branch.refuseUnknown("a branch");
        }
        return new State.Parallel(common(name, fields), effect(fields, true, true), branches);
    }
}
