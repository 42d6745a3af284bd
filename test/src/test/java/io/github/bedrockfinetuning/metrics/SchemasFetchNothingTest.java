package io.github.bedrockfinetuning.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Checks that no keyword of a schema causes a network request, at any position and with any kind of address. */
class SchemasFetchNothingTest {
    static final List<String> KEYWORDS = List.of(
            "$schema",
            "$id",
            "id",
            "$ref",
            "$dynamicRef",
            "$recursiveRef",
            "$anchor",
            "$dynamicAnchor",
            "$recursiveAnchor",
            "$vocabulary");

    private static final List<String> PLACES = List.of(
            "",
            "/properties/a",
            "/items",
            "/allOf/0",
            "/not",
            "/$defs/a",
            "/$defs/a/properties/b/anyOf/0",
            "/dependentSchemas/a",
            "/patternProperties/a",
            "/contentSchema",
            "/unevaluatedProperties");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> CALLS = Collections.synchronizedList(new ArrayList<>());
    private static HttpServer server;

    @TempDir
    static Path directory;

    @BeforeAll
    static void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            CALLS.add(exchange.getRequestURI().toString());
            byte[] schema = "{\"type\":\"string\"}".getBytes(StandardCharsets.UTF_8);
            if (exchange.getRequestURI().getPath().startsWith("/redirect")) {
                exchange.getResponseHeaders().add("Location", "/target");
                exchange.sendResponseHeaders(302, -1);
            } else {
                exchange.sendResponseHeaders(200, schema.length);
                exchange.getResponseBody().write(schema);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static Stream<String> addresses() throws IOException {
        Path file = directory.resolve("schema.json");
        Files.writeString(file, "{\"type\":\"string\"}");
        String host = "127.0.0.1:" + server.getAddress().getPort();
        return Stream.of(
                "http://" + host + "/schema",
                "http://" + host + "/redirect#/$defs/a",
                "https://" + host + "/schema",
                "ftp://" + host + "/schema",
                "//" + host + "/schema",
                "jar:http://" + host + "/a.jar!/schema.json",
                file.toUri().toString(),
                "classpath:draft/2020-12/schema",
                "resource:draft/2020-12/schema",
                "urn:example:schema",
                "schema.json",
                "https://json-schema.org/draft/2019-09/schema");
    }

    private static ObjectNode schema(String keyword, String place, String address) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode at = place.isEmpty() ? root : root.withObject(place);
        if (keyword.equals("$vocabulary")) {
            at.putObject(keyword).put(address, true);
        } else {
            at.put(keyword, address);
        }
        if (!place.isEmpty() && place.startsWith("/$defs")) {
            root.put("$ref", "#/$defs/a");
        }
        return root;
    }

    @ParameterizedTest
    @FieldSource("KEYWORDS")
    void refusesEveryAddressByName(String keyword) throws IOException {
        for (String address : addresses().toList()) {
            for (String place : PLACES) {
                ObjectNode schema = schema(keyword, place, address);
                assertThat(JsonConforms.fault(schema).orElse(""))
                        .as(schema.toString())
                        .contains("\"" + keyword + "\"");
            }
        }
        assertThat(CALLS).isEmpty();
    }

    /** The second safeguard: even if the check passed an address, nothing would be loaded. */
    @ParameterizedTest
    @FieldSource("KEYWORDS")
    void loadsNothingEvenIfTheGateStoodOpen(String keyword) throws IOException {
        JsonNode document = JSON.readTree("{\"a\":{\"b\":{}},\"c\":[1]}");
        for (String address : addresses().toList()) {
            for (String place : PLACES) {
                try {
                    JsonConforms.validator(schema(keyword, place, address), new SchemaWork())
                            .validate(document);
                } catch (RuntimeException refused) {
                    // It does not matter whether the schema is rejected or the keyword is ignored.
                    assertThat(refused).isNotNull();
                }
            }
        }
        assertThat(CALLS).isEmpty();
    }

    @Test
    void leavesDataAlone() throws IOException {
        Set<String> texts = Set.of("const", "default", "examples", "description", "$comment");
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        for (String address : addresses().toList()) {
            schema.put("$comment", address).put("description", address).put("default", address);
            schema.putObject("const").put("$schema", address).put("$id", address);
            schema.putArray("examples").addObject().put("$ref", address);
            assertThat(texts).contains(schema.fieldNames().next());
            assertThat(new JsonConforms(schema)
                            .score("{\"$schema\":\"" + address + "\",\"$id\":\"" + address + "\"}", List.of()))
                    .isOne();
        }
        assertThat(CALLS).isEmpty();
    }
}
