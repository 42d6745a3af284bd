package io.github.bedrockfinetuning.local.functions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.local.aws.LocalAws;
import io.github.bedrockfinetuning.local.functions.HandlerProcess.Answer;
import io.github.bedrockfinetuning.local.states.TaskFailed;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * Runs the handlers in the same way as Lambda: with the AWS Lambda runtime interface client, from the deployed zip
 * file, and in a separate process with its own environment and memory limit. A process handles one invocation at a time
 * and is reused.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">Execution
 *     environments</a>
 */
public final class HandlerProcesses implements FunctionRunner {
    /** The exit status of a JVM that runs with ExitOnOutOfMemoryError and whose heap is full. */
    static final int OUT_OF_MEMORY_STATUS = 3;

    /** A heap size, in MiB, that is too small for any handler. */
    private static final int NO_HEAP_MIB = 8;

    /** The percentage of a function's memory that Lambda assigns to the JVM heap. */
    private static final int HEAP_SHARE = 85;

    /**
     * The factor by which this computer can be slower than Lambda. A handler times out after this multiple of its
     * timeout.
     */
    private static final int SLOWER = 4;

    private static final long KIB = 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The processes of one function. */
    private static final class Pool {
        final Deque<HandlerProcess> idle = new ArrayDeque<>();
        final DeclaredFunction function;
        int started;
        int invocations;
        long peakKib;

        Pool(DeclaredFunction function) {
            this.function = function;
        }
    }

    private final VirtualClock clock;
    private final LocalAws aws;
    private final Consumer<String> log;
    private final UnpackedCode code = new UnpackedCode();
    private final Map<String, Pool> pools = new LinkedHashMap<>();
    private final Set<HandlerProcess> all = new LinkedHashSet<>();
    private final Thread atExit = new Thread(this::kill);
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "lambda");
        thread.setDaemon(true);
        return thread;
    });
    private boolean closed;

    /**
     * @param log receives the output of the processes, line by line
     * @throws IllegalArgumentException if the AWS Lambda runtime interface client is not available for this computer
     */
    public HandlerProcesses(VirtualClock clock, LocalAws aws, Consumer<String> log) {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
            throw new IllegalArgumentException(
                    "--processes requires Linux, because the AWS Lambda runtime interface client is"
                            + " available only for Linux. This computer runs " + System.getProperty("os.name")
                            + ". To rehearse in one process, omit the option.");
        }
        this.clock = clock;
        this.aws = aws;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    @Override
    public JsonNode run(DeclaredFunction function, JsonNode payload, Mishap mishap) throws TaskFailed {
        Pool pool = pool(function);
        HandlerProcess process = mishap == Mishap.OUT_OF_MEMORY ? start(pool, NO_HEAP_MIB) : take(pool);
        Instant deadline = clock.now().plus(function.timeout());
        Answer answer = process.invoke(
                new RuntimeApi.Invocation(UUID.randomUUID().toString(), function.arn(), bytes(payload), deadline),
                function.timeout().multipliedBy(SLOWER));
        pool.peakKib = Math.max(pool.peakKib, process.peakKib());
        if (mishap == Mishap.CRASH || mishap == Mishap.OUT_OF_MEMORY) {
            discard(process);
            throw answer instanceof Answer.Exited exited ? LambdaErrors.exited(exited.status()) : LambdaErrors.killed();
        }
        if (mishap == Mishap.TIME_OUT || answer instanceof Answer.TimedOut) {
            discard(process);
            clock.sleep(Duration.between(clock.now(), deadline));
            throw LambdaErrors.timedOut(function.timeout());
        }
        if (process.peakKib() > function.memoryMiB() * KIB) {
            discard(process);
            throw LambdaErrors.killed();
        }
        if (process.isAlive()) {
            giveBack(pool, process);
        } else {
            discard(process);
        }
        return result(answer);
    }

    /** Returns the functions in the order of their first invocation. */
    @Override
    public synchronized List<MemoryUse> memory() {
        return pools.values().stream()
                .map(pool -> new MemoryUse(
                        pool.function.step(),
                        pool.function.memoryMiB(),
                        heapMiB(pool.function),
                        (int) ((pool.peakKib + KIB - 1) / KIB),
                        pool.started,
                        pool.invocations))
                .toList();
    }

    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException shuttingDown) {
            return;
        }
        threads.shutdownNow();
        code.close();
    }

    private synchronized void kill() {
        closed = true;
        List.copyOf(all).forEach(HandlerProcess::close);
        all.clear();
    }

    private synchronized Pool pool(DeclaredFunction function) {
        Pool pool = pools.computeIfAbsent(function.arn(), arn -> new Pool(function));
        pool.invocations++;
        return pool;
    }

    private HandlerProcess take(Pool pool) {
        synchronized (this) {
            while (!pool.idle.isEmpty()) {
                HandlerProcess idle = pool.idle.pop();
                if (idle.isAlive()) {
                    return idle;
                }
                all.remove(idle);
                idle.close();
            }
        }
        return start(pool, heapMiB(pool.function));
    }

    private synchronized HandlerProcess start(Pool pool, int heapMiB) {
        if (closed) {
            throw new IllegalStateException("The rehearsal has ended.");
        }
        try {
            Launch launch = new Launch(
                    pool.function, code.of(pool.function.code()), code.agent(), code.newDirectory(), heapMiB);
            AwsCredentials credentials = aws.credentials(pool.function.name()).resolveCredentials();
            HandlerProcess process = new HandlerProcess(clock, launch, aws.openServer(), credentials, threads, log);
            all.add(process);
            pool.started++;
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not start a process for " + pool.function.name() + ".", e);
        }
    }

    private synchronized void giveBack(Pool pool, HandlerProcess process) {
        pool.idle.push(process);
    }

    private void discard(HandlerProcess process) {
        synchronized (this) {
            all.remove(process);
        }
        process.close();
    }

    private static int heapMiB(DeclaredFunction function) {
        return function.memoryMiB() * HEAP_SHARE / 100;
    }

    private static JsonNode result(Answer answer) throws TaskFailed {
        try {
            if (answer instanceof Answer.Exited exited) {
                throw LambdaErrors.exited(exited.status());
            }
            if (answer instanceof Answer.Failed failed) {
                JsonNode error = JSON.readTree(failed.error());
                throw new TaskFailed(error.path("errorType").asText("Lambda.Unknown"), error.toString());
            }
            byte[] output = ((Answer.Succeeded) answer).output();
            return output.length == 0 ? JSON.nullNode() : JSON.readTree(output);
        } catch (IOException notJson) {
            throw LambdaErrors.failed("Runtime.MarshalError", "The function's response is not valid JSON.");
        }
    }

    private static byte[] bytes(JsonNode payload) {
        try {
            return JSON.writeValueAsBytes(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
