package io.github.bedrockfinetuning.local.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.Gate;
import io.github.bedrockfinetuning.local.aws.wire.Spool;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Carries requests over a loopback port. Once it is closed, no request has any further effect: those that were under way
 * are done, later ones are dropped.
 */
public final class LoopbackServer implements AutoCloseable {
    static {
        // The JDK's server sends an answer's head and body apart; without this each body waits 40 ms for the head's
        // ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Longer than the SDK keeps a connection it does not use, so that none is closed under a request.
        System.setProperty("sun.net.httpserver.idleInterval", "300");
    }

    private final Function<AwsRequest, AwsResponse> handler;
    private final Spool spool;
    private final Gate gate = new Gate();
    private final HttpServer server;
    private final ExecutorService threads;

    LoopbackServer(Function<AwsRequest, AwsResponse> handler, Spool spool) {
        this.handler = handler;
        this.spool = spool;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "local-aws");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        gate.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            AwsRequest request = AwsRequest.of(
                    exchange.getRequestMethod(),
                    uri.getRawPath(),
                    uri.getRawQuery(),
                    exchange.getRequestHeaders(),
                    spool.take(exchange.getRequestBody()));
            AwsResponse response = answer(request);
            if (response.lost()) {
                return;
            }
            response.headers().forEach(exchange.getResponseHeaders()::set);
            long size = response.body().size();
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(response.status(), -1);
                return;
            }
            exchange.sendResponseHeaders(response.status(), size == 0 ? -1 : size);
            if (size > 0) {
                try (OutputStream out = exchange.getResponseBody();
                        InputStream in = response.body().open()) {
                    in.transferTo(out);
                }
            }
        }
    }

    private AwsResponse answer(AwsRequest request) {
        if (!gate.enter()) {
            return AwsResponse.LOST;
        }
        try {
            return handler.apply(request);
        } finally {
            gate.leave();
        }
    }
}
