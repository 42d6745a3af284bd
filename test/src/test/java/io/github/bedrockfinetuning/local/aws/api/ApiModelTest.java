package io.github.bedrockfinetuning.local.aws.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.Shared;
import io.github.bedrockfinetuning.local.aws.LocalAws;
import io.github.bedrockfinetuning.local.aws.bedrock.ModelFactory;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Compares the simulated services with the AWS API models. A request that a model forbids must be rejected. A request
 * that a model allows must be accepted, unless it is not simulated and the error contains its name.
 */
class ApiModelTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalAws aws = new LocalAws(
            new VirtualClock(Instant.parse("2026-11-22T08:00:00Z")),
            "us-east-1",
            "111122223333",
            ModelFactory.local("us-east-1"));

    @TestFactory
    Stream<DynamicTest> holdsBedrockToItsModel() throws IOException {
        return held("bedrock", "bedrock");
    }

    @TestFactory
    Stream<DynamicTest> holdsBedrockRuntimeToItsModel() throws IOException {
        return held("bedrock-runtime", "bedrock");
    }

    @TestFactory
    Stream<DynamicTest> holdsStepFunctionsToItsModel() throws IOException {
        return held("stepfunctions", "states");
    }

    @TestFactory
    Stream<DynamicTest> holdsServiceQuotasToItsModel() throws IOException {
        return held("service-quotas", "servicequotas");
    }

    @TestFactory
    Stream<DynamicTest> holdsKmsToItsModel() throws IOException {
        return held("kms", "kms");
    }

    @TestFactory
    Stream<DynamicTest> holdsCloudWatchLogsToItsModel() throws IOException {
        return held("logs", "logs");
    }

    @TestFactory
    Stream<DynamicTest> holdsCloudTrailToItsModel() throws IOException {
        return held("cloudtrail", "cloudtrail");
    }

    private Stream<DynamicTest> held(String file, String service) throws IOException {
        ApiModel model =
                new ApiModel(JSON.readTree(Shared.path("api", file + ".json").toFile()));
        return Shapes.of(file).operations().stream()
                // The operation is newer than the model or is omitted from it.
                .filter(operation -> !model.operation(operation.name()).isMissingNode())
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    for (boolean full : new boolean[] {false, true}) {
                        AwsResponse answer =
                                send(model, service, operation.name(), model.valid(operation.name(), full));
                        assertThat(answer.body().text())
                                .as("valid request %s", model.valid(operation.name(), full))
                                .doesNotContain("failed to satisfy constraint", "SerializationException");
                    }
                    List<String> accepted = new ArrayList<>();
                    for (ApiModel.Violation violation : model.violations(operation.name())) {
                        AwsResponse answer = send(model, service, operation.name(), (ObjectNode) violation.input());
                        String text = answer.body().text();
                        boolean refused = text.contains("failed to satisfy constraint")
                                || text.contains("The local simulation does not support the member");
                        if (answer.status() != 400 || !refused) {
                            accepted.add(violation.what() + " -> " + answer.status() + " " + text);
                        }
                    }
                    assertThat(accepted).as("violations not refused").isEmpty();
                }));
    }

    private AwsResponse send(ApiModel model, String service, String operation, ObjectNode input) {
        JsonNode http = model.operation(operation).path("http");
        boolean rest = service.equals("bedrock");
        String path = http.path("requestUri").asText("/");
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put(
                "Authorization",
                List.of("AWS4-HMAC-SHA256 Credential=tester/20261122/us-east-1/" + service
                        + "/aws4_request, SignedHeaders=host, Signature=0"));
        ObjectNode body = input.deepCopy();
        List<String> query = new ArrayList<>();
        if (rest && model.inputShape(operation) != null) {
            for (Map.Entry<String, JsonNode> member :
                    model.shape(model.inputShape(operation)).path("members").properties()) {
                String place = member.getValue().path("location").asText("body");
                JsonNode value = input.get(member.getKey());
                if (place.equals("body") || value == null) {
                    continue;
                }
                body.remove(member.getKey());
                String encoded = URLEncoder.encode(value.asText(), StandardCharsets.UTF_8)
                        .replace("+", "%20");
                if (place.equals("uri")) {
                    path = path.replace("{" + member.getKey() + "}", encoded);
                } else {
                    query.add(member.getValue().path("locationName").asText() + "=" + encoded);
                }
            }
        }
        headers.put("X-Amz-Target", List.of("Prefix." + operation));
        boolean bodiless = rest && !http.path("method").asText().matches("POST|PUT|PATCH");
        return aws.handle(AwsRequest.of(
                rest ? http.path("method").asText() : "POST",
                path,
                String.join("&", query),
                headers,
                bodiless ? Content.EMPTY : Content.of(body.toString())));
    }
}
