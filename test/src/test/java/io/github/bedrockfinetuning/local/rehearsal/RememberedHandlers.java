package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.aws.LocalAws;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.functions.DeclaredFunction;
import io.github.bedrockfinetuning.local.functions.FunctionClock;
import io.github.bedrockfinetuning.local.functions.FunctionRunner;
import io.github.bedrockfinetuning.local.functions.InProcess;
import io.github.bedrockfinetuning.local.functions.Mishap;
import io.github.bedrockfinetuning.local.rehearsal.HandlerMemory.Act;
import io.github.bedrockfinetuning.local.rehearsal.HandlerMemory.End;
import io.github.bedrockfinetuning.local.rehearsal.HandlerMemory.Node;
import io.github.bedrockfinetuning.local.rehearsal.HandlerMemory.Request;
import io.github.bedrockfinetuning.local.rehearsal.HandlerMemory.Seen;
import io.github.bedrockfinetuning.local.rehearsal.HandlerMemory.Sleep;
import io.github.bedrockfinetuning.local.states.TaskFailed;
import io.github.bedrockfinetuning.local.time.Actor;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import io.github.bedrockfinetuning.run.SdkClients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs handlers, but not again what they did in an earlier plan. The requests of a remembered invocation are sent to the
 * local simulation of this plan. If a response or the time differs from all earlier invocations, the handler is run
 * from its start with the responses received so far, and from there on as usual.
 */
final class RememberedHandlers implements FunctionRunner {
    private final HandlerMemory memory;
    private final VirtualClock clock;
    private final LocalAws aws;
    private final Consumer<String> log;
    private final InProcess handlers;
    private final Map<Actor, Walk> running = new ConcurrentHashMap<>();

    /** What happened in an invocation, and what the handler observed. */
    private record Happened(Act act, AwsResponse response, Throwable thrown, Instant after) {}

    /** An invocation in progress. */
    private static final class Walk {
        final String handler;
        final Instant start;
        final List<Happened> past = new ArrayList<>();
        final List<String> log = new ArrayList<>();
        /** The number of past acts that the running handler repeated. */
        int repeated;
        /** The current point; null if the invocation is not remembered. */
        Node node;

        Walk(String handler, Instant start, Node node) {
            this.handler = handler;
            this.start = start;
            this.node = node;
        }

        boolean isPast() {
            return repeated < past.size();
        }
    }

    /** @param clients creates the clients of the functions, which MUST send their requests to {@code aws} */
    RememberedHandlers(
            HandlerMemory memory,
            VirtualClock clock,
            LocalAws aws,
            Function<DeclaredFunction, SdkClients> clients,
            Consumer<String> log) {
        this.memory = memory;
        this.clock = clock;
        this.aws = aws;
        this.log = log;
        handlers = new InProcess(new Observed(), clients, this::log);
        aws.through(this::pass);
    }

    @Override
    public JsonNode run(DeclaredFunction function, JsonNode payload, Mishap mishap) throws TaskFailed {
        if (mishap != Mishap.NONE) {
            return handlers.run(function, payload, mishap);
        }
        Instant start = clock.now();
        Walk walk = new Walk(function.step(), start, memory.start(function, payload.toString(), start));
        End end = repeat(walk);
        if (end != null && !memory.isChecked()) {
            end.log().forEach(log);
            return end.returned();
        }
        return ended(walk, live(walk, function, payload));
    }

    /** Repeats what is remembered. Returns the end of the invocation; null if it is not known. */
    private End repeat(Walk walk) {
        while (walk.node != null && walk.node.act() != null) {
            Act act = walk.node.act();
            if (act instanceof End end) {
                return end;
            }
            Happened happened = perform(act);
            walk.past.add(happened);
            walk.node = next(walk, happened);
        }
        return null;
    }

    private Happened perform(Act act) {
        try {
            AwsResponse response = null;
            if (act instanceof Request request) {
                response = aws.handle(request.request());
            } else if (act instanceof Sleep sleep) {
                clock.sleep(sleep.duration());
            }
            return new Happened(act, response, null, clock.now());
        } catch (RuntimeException | Error thrown) {
            return new Happened(act, null, thrown, clock.now());
        }
    }

    private Node next(Walk walk, Happened happened) {
        if (walk.node == null || happened.thrown() != null) {
            return null;
        }
        return memory.add(
                walk.node,
                new Seen(
                        happened.response() == null ? "" : HandlerMemory.hash(happened.response()),
                        Duration.between(walk.start, happened.after())));
    }

    private End live(Walk walk, DeclaredFunction function, JsonNode payload) {
        memory.ran();
        Actor actor = clock.running().orElseThrow();
        running.put(actor, walk);
        try {
            return new End(handlers.run(function, payload, Mishap.NONE), null, null, List.copyOf(walk.log));
        } catch (TaskFailed failed) {
            return new End(null, failed.error(), failed.cause(), List.copyOf(walk.log));
        } finally {
            running.remove(actor);
        }
    }

    private JsonNode ended(Walk walk, End end) throws TaskFailed {
        if (walk.node != null) {
            memory.remember(walk.node, end, walk.handler);
        }
        return end.returned();
    }

    private Walk walk() {
        return clock.running().map(running::get).orElse(null);
    }

    private void log(String line) {
        Walk walk = walk();
        if (walk != null) {
            walk.log.add(line);
        }
        log.accept(line);
    }

    private AwsResponse pass(AwsRequest request, Function<AwsRequest, AwsResponse> services) {
        Walk walk = walk();
        return walk == null
                ? services.apply(request)
                : acted(walk, memory.request(request), act -> services.apply(request));
    }

    /** Lets a running handler observe the past, or lets it act. */
    private AwsResponse acted(Walk walk, Act act, Function<Act, AwsResponse> effect) {
        if (walk.isPast()) {
            Happened happened = walk.past.get(walk.repeated++);
            memory.require(happened.act(), act, walk.handler);
            if (happened.thrown() instanceof Error error) {
                throw error;
            }
            if (happened.thrown() instanceof RuntimeException exception) {
                throw exception;
            }
            return happened.response();
        }
        if (walk.node != null) {
            memory.remember(walk.node, act, walk.handler);
        }
        Node from = walk.node;
        walk.node = null; // If the effect throws, the rest of the invocation is not remembered.
        AwsResponse response = effect.apply(act);
        walk.node = from;
        walk.node = next(walk, new Happened(act, response, null, clock.now()));
        return response;
    }

    /** The clock of the handlers. A handler that repeats the past observes the time of the past. */
    private final class Observed extends FunctionClock {
        @Override
        public Instant instant() {
            Walk walk = walk();
            if (walk == null || !walk.isPast()) {
                return clock.now();
            }
            return walk.repeated == 0
                    ? walk.start
                    : walk.past.get(walk.repeated - 1).after();
        }

        @Override
        public void sleep(Duration duration) {
            Walk walk = walk();
            if (walk == null) {
                clock.sleep(duration);
            } else {
                acted(walk, new Sleep(duration), act -> {
                    clock.sleep(duration);
                    return null;
                });
            }
        }
    }
}
