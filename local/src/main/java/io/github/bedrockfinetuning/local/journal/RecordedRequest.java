package io.github.bedrockfinetuning.local.journal;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Converts requests to JSON and back. A body is stored as text or in base64. A large body is stored in a separate file
 * in the same folder as the journal.
 */
final class RecordedRequest {
    private static final int LARGE = 1 << 18;
    private static final String BODIES = "bodies";
    private static final ObjectMapper JSON = Json.mapper();
    private static final TypeReference<LinkedHashMap<String, List<String>>> QUERY = new TypeReference<>() {};
    private static final TypeReference<LinkedHashMap<String, String>> HEADERS = new TypeReference<>() {};

    private RecordedRequest() {}

    /** @param number the name of the file for a large body */
    static ObjectNode write(AwsRequest request, Path folder, long number) {
        ObjectNode json =
                JSON.createObjectNode().put("method", request.method()).put("path", request.path());
        if (!request.query().isEmpty()) {
            json.set("query", JSON.valueToTree(request.query()));
        }
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        headers.remove("user-agent");
        json.set("headers", JSON.valueToTree(headers));
        if (request.body().size() > LARGE) {
            return json.put("file", file(request.body(), folder, number));
        }
        byte[] body = request.body().bytes();
        if (body.length == 0) {
            return json;
        }
        String text = new String(body, StandardCharsets.UTF_8);
        return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), body)
                ? json.put("body", text)
                : json.put("base64", body);
    }

    static AwsRequest read(JsonNode json, Path folder) {
        return new AwsRequest(
                json.path("method").asText(),
                json.path("path").asText(),
                json.has("query") ? JSON.convertValue(json.path("query"), QUERY) : Map.of(),
                JSON.convertValue(json.path("headers"), HEADERS),
                body(json, folder));
    }

    private static Content body(JsonNode json, Path folder) {
        try {
            if (json.has("file")) {
                Path file = folder.resolve(json.path("file").asText());
                return Content.of(file, Files.size(file));
            }
            return json.has("base64")
                    ? Content.of(json.path("base64").binaryValue())
                    : Content.of(json.path("body").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The journal in " + folder + " is incomplete: the body of a request cannot be read.", e);
        }
    }

    private static String file(Content body, Path folder, long number) {
        String name = BODIES + "/" + number;
        try (InputStream in = body.open()) {
            Files.createDirectories(folder.resolve(BODIES));
            Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException("The journal in " + folder + " cannot be written.", e);
        }
    }
}
