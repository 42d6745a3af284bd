package io.github.bedrockfinetuning.local.loopback;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server on the loopback interface. Every user and every web page on the computer can connect to it. Therefore,
 * it rejects the following requests with status 403 before it reads a body:
 * <ul>
 * <li>a request whose {@code Host} header is not the address of the server, because it can come from a web page whose
 *     host name resolves to loopback (DNS rebinding)
 * <li>a request that a browser sends for a web page: one with {@code Origin} or {@code Sec-Fetch-*} headers, and every
 *     preflight request
 * <li>a request outside the secret path, if the server has one
 * </ul>
 *
 * @see <a href="https://fetch.spec.whatwg.org/#origin-header">Origin</a>
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch metadata</a>
 */
public final class PrivateServer implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;
    private static final int FORBIDDEN = 403;

    /** Handles accepted requests. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Responds to a request. The exchange is closed afterwards.
         *
         * @param path the decoded path without the secret
         */
        void answer(HttpExchange exchange, String path) throws IOException;
    }

    private final HttpServer server;
    private final Handler handler;
    private final Optional<byte[]> secret;
    private final String address;

    private PrivateServer(Handler handler, @Nullable Executor threads, Optional<String> secret) throws IOException {
        this.handler = handler;
        this.secret = secret.map(PrivateServer::bytes);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        address = "127.0.0.1:" + server.getAddress().getPort();
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /**
     * Starts a server whose clients sign each request.
     *
     * @param threads runs the handler; null to use the server's own thread
     */
    public static PrivateServer signed(Handler handler, @Nullable Executor threads) throws IOException {
        return new PrivateServer(handler, threads, Optional.empty());
    }

    /**
     * Starts a server with a random path that is given only to its clients.
     *
     * @param threads runs the handler; null to use the server's own thread
     */
    public static PrivateServer secret(Handler handler, @Nullable Executor threads) throws IOException {
        byte[] random = new byte[SECRET_BYTES];
        RANDOM.nextBytes(random);
        return new PrivateServer(
                handler,
                threads,
                Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(random)));
    }

    /** Returns the host and the port, and the secret path if there is one: {@code 127.0.0.1:4711/…}. */
    public String address() {
        return secret.map(path -> address + "/" + new String(path, StandardCharsets.US_ASCII))
                .orElse(address);
    }

    /** Stops immediately. Requests in progress receive no response. */
    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<String> path = isOwn(exchange) ? path(exchange) : Optional.empty();
            if (path.isPresent()) {
                handler.answer(exchange, path.get());
            } else {
                exchange.getResponseHeaders().set("Connection", "close");
                exchange.sendResponseHeaders(FORBIDDEN, -1);
            }
        }
    }

    private boolean isOwn(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        return List.of(address).equals(headers.get("Host"))
                && !exchange.getRequestMethod().equals("OPTIONS")
                && headers.keySet().stream().noneMatch(PrivateServer::isOfABrowser);
    }

    private static boolean isOfABrowser(String header) {
        return header.equalsIgnoreCase("Origin")
                || header.regionMatches(true, 0, "Sec-Fetch-", 0, "Sec-Fetch-".length());
    }

    private Optional<String> path(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        if (secret.isEmpty()) {
            return Optional.of(path);
        }
        int end = path.indexOf('/', 1);
        return end > 0 && MessageDigest.isEqual(bytes(path.substring(1, end)), secret.get())
                ? Optional.of(path.substring(end))
                : Optional.empty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
