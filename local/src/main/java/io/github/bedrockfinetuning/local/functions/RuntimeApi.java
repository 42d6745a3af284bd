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
 * Simulates the Lambda Runtime API for one handler process, with additional paths for virtual time. All paths have a
 * secret prefix that only the process knows.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {
    /** An invocation for the process. */
    record Invocation(String requestId, String functionArn, byte[] payload, Instant deadline) {}

    /** Receives the requests of the process. */
    interface Process {
        /** Reports that the process is ready for an invocation. */
        void ready();

        void succeeded(byte[] answer);

        /**
         * Reports that the invocation failed.
         *
         * @param error the JSON from the runtime interface client, with errorType, errorMessage and stackTrace
         */
        void failed(byte[] error);

        /** Reports that the process reached its deadline while it was sleeping. */
        void timedOut();
    }

    private static final String VERSION = "/2018-06-01/runtime/";
    private static final String SLEEP = "/clock/sleep/";

    private final VirtualClock clock;
    private final Process process;
    private final PrivateServer server;
    private final Gate asleep = new Gate();
    private final SynchronousQueue<Invocation> next = new SynchronousQueue<>();
    /** The current invocation, or null before the first invocation. */
    private volatile @Nullable Invocation current;

    RuntimeApi(VirtualClock clock, Process process, ExecutorService threads) throws IOException {
        this.clock = clock;
        this.process = process;
        server = PrivateServer.secret(this::answer, threads);
    }

    /**
     * Returns the value of AWS_LAMBDA_RUNTIME_API, which consists of the host, the port, and the secret prefix of the
     * paths.
     */
    String address() {
        return server.address();
    }

    /** Passes an invocation to the process when the process is ready. */
    void give(Invocation invocation) throws InterruptedException {
        next.put(invocation);
    }

    /**
     * Waits for a sleep in progress to end, because the actor cannot leave the virtual clock even if the process has
     * ended.
     */
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
        // Without this header, the native code of the runtime interface client crashes.
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

    /** Sleeps on behalf of the actor that is waiting for the response of this invocation. */
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
