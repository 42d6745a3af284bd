package io.github.bedrockfinetuning.local.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateServerTest {
    private static final List<String> ANSWERED = new CopyOnWriteArrayList<>();
    private static PrivateServer server;
    private static String host;
    private static String secret;

    @BeforeAll
    static void open() throws IOException {
        server = PrivateServer.secret(
                (exchange, path) -> {
                    ANSWERED.add(path);
                    byte[] body = "content".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                },
                null);
        int slash = server.address().indexOf('/');
        host = server.address().substring(0, slash);
        secret = server.address().substring(slash + 1);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void whoKnowsTheSecretPathIsAnswered() throws IOException {
        String answer = RawHttp.ask(host, "GET /" + secret + "/some/path HTTP/1.1", "Host: " + host);

        assertThat(answer).startsWith("HTTP/1.1 200").endsWith("content");
        assertThat(ANSWERED).contains("/some/path");
    }

    @Test
    void theSecretIsAsLongAsAKeyAndNeverTheSame() throws IOException {
        try (PrivateServer other = PrivateServer.secret((exchange, path) -> {}, null)) {
            assertThat(secret).hasSize(43);
            assertThat(other.address()).doesNotContain(secret);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/some/path",
                "//some/path",
                "/wrong/some/path",
                "/%2e%2e/some/path",
                "/SECRETx/some/path",
                "/SECRET"
            })
    void anyOtherPathIsRefused(String path) throws IOException {
        assertRefused(RawHttp.ask(host, "GET " + path.replace("SECRET", secret) + " HTTP/1.1", "Host: " + host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: attacker.example",
                "Host: attacker.example:PORT",
                "Host: 127.0.0.1",
                "Host: 127.0.0.1:1",
                "Host: localhost:PORT",
                "Host: 127.0.0.1.attacker.example:PORT",
                "Host: 127.0.0.1:PORT\r\nHost: attacker.example",
                "X-Forwarded-Host: 127.0.0.1:PORT"
            })
    void aNameThatWasPointedAtLoopbackIsRefused(String header) throws IOException {
        String port = host.substring(host.indexOf(':') + 1);

        assertRefused(RawHttp.ask(host, "GET /" + secret + "/some/path HTTP/1.1", header.replace("PORT", port)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://attacker.example",
                "origin: null",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Mode: no-cors"
            })
    void aWebPageIsRefused(String header) throws IOException {
        assertRefused(RawHttp.ask(host, "GET /" + secret + "/some/path HTTP/1.1", "Host: " + host, header));
    }

    @Test
    void aPreflightIsRefused() throws IOException {
        assertRefused(RawHttp.ask(
                host,
                "OPTIONS /" + secret + "/some/path HTTP/1.1",
                "Host: " + host,
                "Access-Control-Request-Method: GET"));
    }

    private static void assertRefused(String answer) {
        assertThat(answer).matches("(?s)HTTP/1\\.1 40[03].*").doesNotContain("content", "Access-Control", secret);
    }
}
