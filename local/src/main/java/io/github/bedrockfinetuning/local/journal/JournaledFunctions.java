package io.github.bedrockfinetuning.local.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.LocalAws;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.functions.DeclaredFunction;
import io.github.bedrockfinetuning.local.functions.FunctionRunner;
import io.github.bedrockfinetuning.local.functions.LambdaErrors;
import io.github.bedrockfinetuning.local.functions.MemoryUse;
import io.github.bedrockfinetuning.local.functions.Mishap;
import io.github.bedrockfinetuning.local.states.TaskFailed;
import io.github.bedrockfinetuning.local.time.Actor;
import io.github.bedrockfinetuning.local.time.ActorStopped;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs functions and records their AWS requests, sleeps, and results. A rehearsal is deterministic, so a rehearsal
 * that was killed can be resumed from its journal. A recorded invocation is not run again; instead, its requests are
 * repeated at the same virtual time. If the invocation had not ended, its recorded requests are repeated and then it
 * is run again, as in a Lambda retry. If it had not stored an answer of a model, it receives the recorded answer, and
 * the answer is not billed again.
 */
public final class JournaledFunctions implements FunctionRunner {
    private static final String FUNCTION = "function";
    private static final String PAYLOAD = "payload";
    private static final String AT = "at";
    private static final String REQUEST = "request";
    private static final String STATUS = "status";
    private static final String ANSWER = "answer";
    private static final String SLEEP = "sleepUntil";
    private static final String RESULT = "result";
    private static final String ERROR = "error";
    private static final String CAUSE = "cause";

    private final FunctionRunner functions;
    private final VirtualClock clock;
    private final LocalAws aws;
    private final JournaledModels models;
    private final RehearsalJournal journal;
    private final Map<Actor, Invocation> underWay = new ConcurrentHashMap<>();
    private int invocations;

    /** An invocation and the state that remains from its interrupted attempts. */
    private static final class Invocation {
        final int number;
        final UnstoredAnswers unstored = new UnstoredAnswers();
        /** The start time of the last interrupted attempt, or null if there was none. */
        @Nullable
        Instant since;

        Invocation(int number) {
            this.number = number;
        }
    }

    /** @param functions runs the functions; it MUST use {@code aws} for requests and {@code clock} for sleeps */
    public JournaledFunctions(
            FunctionRunner functions,
            VirtualClock clock,
            LocalAws aws,
            JournaledModels models,
            RehearsalJournal journal) {
        this.functions = functions;
        this.clock = clock;
        this.aws = aws;
        this.models = models;
        this.journal = journal;
        aws.through(this::pass);
        clock.onSleep(this::sleeps);
    }

    @Override
    public JsonNode run(DeclaredFunction function, JsonNode payload, Mishap mishap) throws TaskFailed {
        Invocation invocation = new Invocation(++invocations);
        String hash = Sha256.of(payload.toString());
        Optional<JsonNode> end = again(invocation, function.step(), hash);
        if (end.isPresent()) {
            return ended(end.get());
        }
        Actor actor = clock.running().orElseThrow();
        try {
            if (invocation.since != null && !clock.now().isBefore(invocation.since.plus(function.timeout()))) {
                throw LambdaErrors.timedOut(function.timeout());
            }
            journal.append(entry(invocation).put(FUNCTION, function.step()).put(PAYLOAD, hash));
            underWay.put(actor, invocation);
            JsonNode result = functions.run(function, payload, mishap);
            journal.append(entry(invocation).set(RESULT, result));
            return result;
        } catch (TaskFailed failed) {
            journal.append(entry(invocation).put(ERROR, failed.error()).put(CAUSE, failed.cause()));
            throw failed;
        } finally {
            underWay.remove(actor);
        }
    }

    @Override
    public List<MemoryUse> memory() {
        return functions.memory();
    }

    @Override
    public void close() {
        functions.close();
    }

    /** Repeats the recorded requests of an invocation. Returns its recorded result, if it has ended. */
    private Optional<JsonNode> again(Invocation invocation, String step, String hash) {
        JsonNode end = null;
        ActorStopped stopped = null;
        for (JsonNode entry : (Iterable<JsonNode>) journal.of(invocation.number)::iterator) {
            if (entry.has(FUNCTION)) {
                require(
                        invocation,
                        entry.path(FUNCTION).asText().equals(step)
                                && entry.path(PAYLOAD).asText().equals(hash));
                invocation.since = clock.now();
            } else if (entry.has(REQUEST)) {
                repeat(invocation, entry);
            } else if (entry.has(SLEEP)) {
                stopped = stopped != null
                        ? stopped
                        : sleep(Instant.parse(entry.path(SLEEP).asText()));
            } else {
                end = entry;
            }
        }
        if (end == null && stopped != null) {
            throw stopped;
        }
        return Optional.ofNullable(end);
    }

    /**
     * Sleeps. Returns a stop instead of throwing it, because the handler process continued to send requests after it.
     */
    private @Nullable ActorStopped sleep(Instant until) {
        try {
            clock.sleep(Duration.between(clock.now(), until));
            return null;
        } catch (ActorStopped stopped) {
            return stopped;
        }
    }

    private void repeat(Invocation invocation, JsonNode entry) {
        AwsRequest request = RecordedRequest.read(entry.path(REQUEST), journal.folder());
        int status = entry.path(STATUS).asInt();
        JsonNode answer = entry.path(ANSWER);
        models.repeating(
                answer.isMissingNode() ? null : answer,
                () -> require(invocation, aws.handle(request).status() == status));
        invocation.unstored.note(request, status, answer);
    }

    private void require(Invocation invocation, boolean same) {
        if (!same) {
            throw new IllegalStateException("Invocation " + invocation.number + " differs from the journal in "
                    + journal.folder() + ". Report this problem. To start again, delete the folder.");
        }
    }

    private static JsonNode ended(JsonNode end) throws TaskFailed {
        if (end.has(ERROR)) {
            throw new TaskFailed(end.path(ERROR).asText(), end.path(CAUSE).textValue());
        }
        return end.path(RESULT);
    }

    private ObjectNode entry(Invocation invocation) {
        return RehearsalJournal.entry(invocation.number).put(AT, clock.now().toString());
    }

    private void sleeps(Actor actor, Instant until) {
        Invocation invocation = underWay.get(actor);
        if (invocation != null) {
            journal.append(entry(invocation).put(SLEEP, until.toString()));
        }
    }

    /**
     * Processes and records one request at a time, so the journal contains the requests in the order in which they took
     * effect.
     */
    private AwsResponse pass(AwsRequest request, Function<AwsRequest, AwsResponse> services) {
        Invocation invocation = clock.running().map(underWay::get).orElse(null);
        if (invocation == null) {
            return services.apply(request);
        }
        synchronized (journal) {
            Optional<AwsResponse> known = invocation.unstored.take(request);
            if (known.isPresent()) {
                return known.get();
            }
            AwsResponse answer = services.apply(request);
            ObjectNode entry = entry(invocation);
            entry.set(REQUEST, RecordedRequest.write(request, journal.folder(), journal.length()));
            entry.put(STATUS, answer.status());
            if (UnstoredAnswers.isAnswer(request, answer.status())) {
                entry.set(ANSWER, UnstoredAnswers.json(answer));
            }
            journal.append(entry);
            return answer;
        }
    }
}
