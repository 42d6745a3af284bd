package io.github.bedrockfinetuning.local.functions;

import com.sun.net.httpserver.HttpExchange;
import io.github.bedrockfinetuning.local.aws.wire.Gate;
import io.github.bedrockfinetuning.local.loopback.PrivateServer;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import org.jspecify.annotations.Nullable;

/**
 * The side of Lambda that one handler's process talks to: gives it invocations, takes its answers, and beside Lambda's own
 * paths tells it the rehearsal's time. All of it lies under a secret path that only the process is told.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {
    /** One invocation on its way to the process. */
    record Invocation(String requestId, String functionArn, byte[] payload, Instant deadline) {}

    /** Hears what the process says. */
    interface Process {
        /** It asks for an invocation. */
        void ready();

        void succeeded(byte[] answer);

        /** @param error as the runtime client tells it: errorType, errorMessage, stackTrace */
        void failed(byte[] error);

        /** It sleeps beyond its deadline, which is now. */
        void timedOut();
    }

    private static final String VERSION = "/2018-06-01/runtime/";
    private static final String SLEEP = "/clock/sleep/";

    private final VirtualClock clock;
    private final Process process;
    private final PrivateServer server;
    private final Gate asleep = new Gate();
    private final SynchronousQueue<Invocation> next = new SynchronousQueue<>();
    /** Null before the first invocation. */
    private volatile @Nullable Invocation current;

    RuntimeApi(VirtualClock clock, Process process, ExecutorService threads) throws IOException {
        this.clock = clock;
        this.process = process;
        server = PrivateServer.secret(this::answer, threads);
    }

    /** As AWS_LAMBDA_RUNTIME_API has it: host and port, and here a path that the runtime client puts its own after. */
    String address() {
        return server.address();
    }

    /** Hands an invocation over as soon as the process asks for one. */
    void give(Invocation invocation) throws InterruptedException {
        next.put(invocation);
    }

    /** A sleep that is under way is slept out first: the process is gone, but the actor behind it cannot leave the clock. */
    @Override
    public void close() {
        asleep.close();
        server.close();
    }

    private void answer(HttpExchange exchange, String path) throws IOException {
        if (path.equals(VERSION + "invocation/next")) {
            next(exchange);
        } else if (path.startsWith(VERSION + "invocation/")) {
            told(exchange, path.endsWith("/response"));
        } else if (path.equals(VERSION + "init/error")) {
            told(exchange, false);
        } else if (path.equals("/clock/now")) {
            now(exchange);
        } else if (path.startsWith(SLEEP)) {
            sleep(exchange, Duration.ofMillis(Long.parseLong(path.substring(SLEEP.length()))));
        } else {
            answer(exchange, 404, new byte[0]);
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        process.ready();
        try {
            current = next.take();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return;
        }
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", current.requestId());
        headers.set(
                "Lambda-Runtime-Deadline-Ms", Long.toString(current.deadline().toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", current.functionArn());
        // The runtime client's native code crashes without it.
        headers.set("Content-Type", "application/json");
        answer(exchange, 200, current.payload());
    }

    private void told(HttpExchange exchange, boolean success) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (success) {
            process.succeeded(body);
        } else {
            process.failed(body);
        }
        answer(exchange, 202, new byte[0]);
    }

    private void now(HttpExchange exchange) throws IOException {
        answer(exchange, 200, clock.now().toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Sleeps as the actor that waits for this invocation's answer. */
    private void sleep(HttpExchange exchange, Duration wanted) throws IOException {
        if (!asleep.enter()) {
            return;
        }
        boolean inTime;
        try {
            Duration left = Duration.between(clock.now(), current.deadline());
            inTime = wanted.compareTo(left) < 0;
            clock.sleep(inTime ? wanted : left);
        } finally {
            asleep.leave();
        }
        if (inTime) {
            answer(exchange, 200, new byte[0]);
        } else {
            process.timedOut();
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
