package io.github.bedrockfinetuning.steps;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.TransientFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Sends the response to a custom resource request to CloudFormation's presigned URL. Without a response, the stack
 * operation would hang, so sending is retried.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html">Response objects</a>
 */
final class CloudFormationAnswer {
    private static final int TRIES = 5;
    private static final int LONGEST_REASON = 1_500;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Platform platform;
    private final JsonNode request;

    CloudFormationAnswer(Platform platform, JsonNode request) {
        this.platform = platform;
        this.request = request;
    }

    void accept() throws InterruptedException {
        send("SUCCESS", "Done.");
    }

    void refuse(String reason) throws InterruptedException {
        send("FAILED", reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…");
    }

    private void send(String status, String reason) throws InterruptedException {
        String logicalId = request.path("LogicalResourceId").asText();
        byte[] body = Json.bytes(Json.object()
                .put("Status", status)
                .put("Reason", reason)
                // Always the same ID. If it changed, CloudFormation would delete the previous resource.
                .put("PhysicalResourceId", request.path("PhysicalResourceId").asText(logicalId))
                .put("StackId", request.path("StackId").asText())
                .put("RequestId", request.path("RequestId").asText())
                .put("LogicalResourceId", logicalId));
        // The URL is signed for a request without a content type.
        HttpRequest put = HttpRequest.newBuilder(
                        URI.create(request.path("ResponseURL").asText()))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(PATIENCE)
                .PUT(BodyPublishers.ofByteArray(body))
                .build();
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        for (int left = TRIES - 1; !sent(client, put); left--) {
            if (left == 0) {
                throw new TransientFailure("CloudFormation's response URL did not accept the response.");
            }
            platform.sleep().sleep(Duration.ofSeconds(2));
        }
    }

    private static boolean sent(HttpClient client, HttpRequest put) throws InterruptedException {
        try {
            return client.send(put, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
