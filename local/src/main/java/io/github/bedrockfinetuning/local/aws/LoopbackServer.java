package io.github.bedrockfinetuning.local.aws;

import com.sun.net.httpserver.HttpExchange;
import io.github.bedrockfinetuning.local.aws.signature.Signatures;
import io.github.bedrockfinetuning.local.aws.signature.SignedRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import io.github.bedrockfinetuning.local.aws.wire.Gate;
import io.github.bedrockfinetuning.local.aws.wire.Spool;
import io.github.bedrockfinetuning.local.loopback.PrivateServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Accepts requests on a loopback port if they are signed with keys of the account. Closing the server waits for the
 * requests in progress and rejects later ones.
 */
public final class LoopbackServer implements AutoCloseable {
    static {
        // The JDK's server sends headers and body in separate packets. Without this setting, each body waits 40 ms for
        // the ACK of the headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // This interval is longer than the SDK keeps idle connections, so no connection is closed during a request.
        System.setProperty("sun.net.httpserver.idleInterval", "300");
    }

    private final Function<AwsRequest, AwsResponse> handler;
    private final Signatures signatures;
    private final BiFunction<AwsRequest, AwsError, AwsResponse> refusals;
    private final Spool spool;
    private final Gate gate = new Gate();
    private final PrivateServer server;
    private final ExecutorService threads;

    /** @param refusals writes the error response for a request with an invalid signature */
    LoopbackServer(
            Function<AwsRequest, AwsResponse> handler,
            Signatures signatures,
            BiFunction<AwsRequest, AwsError, AwsResponse> refusals,
            Spool spool) {
        this.handler = handler;
        this.signatures = signatures;
        this.refusals = refusals;
        this.spool = spool;
        threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "local-aws");
            thread.setDaemon(true);
            return thread;
        });
        try {
            server = PrivateServer.signed(this::answer, threads);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI endpoint() {
        return URI.create("http://" + server.address());
    }

    @Override
    public void close() {
        gate.close();
        server.close();
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange, String path) throws IOException {
        AwsResponse response = response(exchange);
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

    private AwsResponse response(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        AwsRequest head = AwsRequest.of(
                exchange.getRequestMethod(),
                uri.getRawPath(),
                uri.getRawQuery(),
                exchange.getRequestHeaders(),
                Content.EMPTY);
        AwsRequest request;
        try {
            SignedRequest signed = signatures.of(head);
            request = signed.withBody(exchange.getRequestBody(), spool);
        } catch (AwsError refused) {
            return refusals.apply(head, refused);
        }
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
