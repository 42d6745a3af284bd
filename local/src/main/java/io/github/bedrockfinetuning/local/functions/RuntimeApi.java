package io.github.bedrockfinetuning.local.functions;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.github.bedrockfinetuning.local.aws.wire.Gate;
import io.github.bedrockfinetuning.local.states.VirtualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;

/**
 * The side of Lambda that one handler's process talks to: gives it invocations, takes its answers, and beside Lambda's own
 * paths tells it the rehearsal's time.
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

    private final VirtualClock clock;
    private final Process process;
    private final HttpServer server;
    private final Gate asleep = new Gate();
    private final SynchronousQueue<Invocation> next = new SynchronousQueue<>();
    private volatile Invocation current;

    RuntimeApi(VirtualClock clock, Process process, ExecutorService threads) throws IOException {
        this.clock = clock;
        this.process = process;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(VERSION + "invocation/next", handler(this::next));
        server.createContext(VERSION + "invocation/", handler(this::ended));
        server.createContext(VERSION + "init/error", handler(exchange -> told(exchange, false)));
        server.createContext("/clock/now", handler(this::now));
        server.createContext("/clock/sleep/", handler(this::sleep));
        server.start();
    }

    /** Host and port, as AWS_LAMBDA_RUNTIME_API has them. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Hands an invocation over as soon as the process asks for one. */
    void give(Invocation invocation) throws InterruptedException {
        next.put(invocation);
    }

    /** A sleep that is under way is slept out first: the process is gone, but the actor behind it cannot leave the clock. */
    @Override
    public void close() {
        asleep.close();
        server.stop(0);
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        process.ready();
        current = next.take();
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", current.requestId());
        headers.set(
                "Lambda-Runtime-Deadline-Ms", Long.toString(current.deadline().toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", current.functionArn());
        // The runtime client's native code crashes without it.
        headers.set("Content-Type", "application/json");
        answer(exchange, 200, current.payload());
    }

    private void ended(HttpExchange exchange) throws IOException {
        told(exchange, exchange.getRequestURI().getPath().endsWith("/response"));
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
    private void sleep(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Duration wanted = Duration.ofMillis(Long.parseLong(path.substring(path.lastIndexOf('/') + 1)));
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

    /** What a request does. */
    private interface Work {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private static HttpHandler handler(Work work) {
        return exchange -> {
            try (exchange) {
                work.answer(exchange);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
