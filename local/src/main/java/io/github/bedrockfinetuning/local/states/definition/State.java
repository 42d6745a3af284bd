package io.github.bedrockfinetuning.local.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.states.data.Data;
import io.github.bedrockfinetuning.local.states.data.Path;
import io.github.bedrockfinetuning.local.states.data.PayloadTemplate;
import io.github.bedrockfinetuning.local.states.data.ResultPath;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A state in a definition. */
public sealed interface State {
    /** The maximum duration of a wait or a timeout, in seconds. */
    int LONGEST_SECONDS = 99_999_999;

    Common common();

    default String name() {
        return common().name();
    }

    /** Returns the names of all possible next states, except those in Catch fields. */
    default Stream<String> nexts() {
        return Stream.ofNullable(common().next());
    }

    /** Returns how the state processes its input, its result, and errors. */
    default Effect effect() {
        return Effect.NONE;
    }

    /** Returns the branches of a Parallel state or the item processor of a Map state. */
    default List<Scope> scopes() {
        return List.of();
    }

    /** @param next the name of the next state; null for a terminal state */
    record Common(String name, String type, @Nullable String next) {}

    /**
     * Specifies how a state processes its input, its result, and errors.
     *
     * @param parameters the Parameters field; null if there is none
     */
    record Effect(
            @Nullable PayloadTemplate parameters,
            ResultPath resultPath,
            Path outputPath,
            List<Retrier> retriers,
            List<Catcher> catchers) {
        static final Effect NONE =
                new Effect(null, ResultPath.WHOLE, Path.parse("$", "OutputPath"), List.of(), List.of());
    }

    record Task(Common common, Effect effect, TaskResource resource, int timeoutSeconds) implements State {}

    /** @param result the Result field; null if the result is the effective input */
    record Pass(Common common, Effect effect, @Nullable JsonNode result) implements State {}

    /** @param otherwise the Default field; null if there is none */
    record Choice(
            Common common, List<Option> options, @Nullable String otherwise) implements State {
        public record Option(ChoiceRule rule, String next) {}

        @Override
        public Stream<String> nexts() {
            return Stream.concat(options.stream().map(Option::next), Stream.ofNullable(otherwise));
        }
    }

    /** @param secondsPath the SecondsPath field; null if the state has Seconds */
    record Wait(Common common, int seconds, @Nullable Path secondsPath) implements State {
        public int seconds(Data data) {
            return secondsPath == null ? seconds : secondsPath.whole(data, 0, State.LONGEST_SECONDS);
        }
    }

    record Succeed(Common common) implements State {}

    record Fail(
            Common common, @Nullable String error, @Nullable String cause) implements State {}

    record Parallel(Common common, Effect effect, List<Scope> scopes) implements State {}

    /**
     * A Distributed Map.
     *
     * @param label the label in the ARNs of the Map Run and its child executions
     * @param reader the bucket and the key of the S3 object that contains the items
     * @param itemSelector the ItemSelector field; null if the input of each child execution is its item
     * @param maxConcurrencyPath the MaxConcurrencyPath field; null if only the service limit applies
     */
    record Map(
            Common common,
            Effect effect,
            Scope processor,
            String label,
            PayloadTemplate reader,
            @Nullable PayloadTemplate itemSelector,
            @Nullable Path maxConcurrencyPath)
            implements State {
        @Override
        public List<Scope> scopes() {
            return List.of(processor);
        }
    }
}
