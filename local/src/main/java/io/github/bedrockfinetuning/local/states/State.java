package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** One state of a definition. */
sealed interface State {
    Common common();

    default String name() {
        return common().name();
    }

    /** Where it can go from here, without its Catch. */
    default Stream<String> nexts() {
        return Stream.ofNullable(common().next());
    }

    /** What is caught and retried, and what becomes of the result. */
    default Effect effect() {
        return Effect.NONE;
    }

    /** The scopes inside it. */
    default List<Scope> scopes() {
        return List.of();
    }

    /**
     * @param inputPath null: nothing passes, the state sees an empty object
     * @param outputPath null: an empty object goes out
     * @param next null if the state is terminal
     */
    record Common(String name, String type, Path inputPath, Path outputPath, String next) {}

    /**
     * @param parameters null: none
     * @param resultSelector null: none
     */
    record Effect(
            Template parameters,
            Template resultSelector,
            ResultPath resultPath,
            List<Retrier> retriers,
            List<Catcher> catchers) {
        static final Effect NONE = new Effect(null, null, ResultPath.WHOLE, List.of(), List.of());
    }

    /** @param timeout and heartbeat, in seconds */
    record Task(Common common, Effect effect, Resource resource, Setting timeout, Setting heartbeat) implements State {}

    /** @param result null: what comes in, or what Parameters makes of it */
    record Pass(Common common, Effect effect, JsonNode result) implements State {}

    record Choice(Common common, List<Option> options, String otherwise) implements State {
        record Option(ChoiceRule rule, String next) {}

        @Override
        public Stream<String> nexts() {
            return Stream.concat(options.stream().map(Option::next), Stream.ofNullable(otherwise));
        }
    }

    /** Exactly one of the four is set; {@code seconds} covers Seconds and SecondsPath. */
    record Wait(Common common, Setting seconds, Instant timestamp, Path timestampPath) implements State {}

    record Succeed(Common common) implements State {}

    /** @param error a constant or an expression; null if there is none, as is {@code cause} */
    record Fail(Common common, Expression error, Expression cause) implements State {}

    record Parallel(Common common, Effect effect, List<Scope> scopes) implements State {}

    /**
     * @param itemsPath null: the whole input
     * @param itemSelector null: the item as it is
     * @param distribution null for an inline map
     */
    record Map(
            Common common,
            Effect effect,
            Scope processor,
            Path itemsPath,
            Template itemSelector,
            Setting maxConcurrency,
            Distribution distribution)
            implements State {
        @Override
        public List<Scope> scopes() {
            return List.of(processor);
        }
    }

    /**
     * What only a Distributed Map has.
     *
     * @param express whether its children are EXPRESS executions
     * @param label part of the Map Run's and its children's names
     * @param reader null: items come from the input
     * @param batcher null: one item a child
     * @param writer null: the children's outputs are the result
     */
    record Distribution(
            boolean express,
            String label,
            Reader reader,
            Batcher batcher,
            Setting toleratedCount,
            Setting toleratedPercentage,
            Writer writer) {}

    /** @param parameters null: none */
    record Reader(String resource, JsonNode config, Setting maxItems, Template parameters) {}

    /** @param batchInput null: none */
    record Batcher(Setting maxItems, Setting maxBytes, Template batchInput) {}

    record Writer(String resource, Template parameters) {}
}
