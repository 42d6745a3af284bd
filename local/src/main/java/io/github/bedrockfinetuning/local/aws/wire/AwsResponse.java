package io.github.bedrockfinetuning.local.aws.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An HTTP response from AWS.
 *
 * @param status the HTTP status; 0 if the connection is closed before a response arrives
 */
public record AwsResponse(int status, Map<String, String> headers, Content body) {
    /** Represents a connection that is closed before a response arrives. */
    public static final AwsResponse LOST = new AwsResponse(0, Map.of(), Content.EMPTY);

    public static AwsResponse of(int status, String contentType, String body) {
        return new AwsResponse(status, Map.of("Content-Type", contentType), Content.of(body));
    }

    public static AwsResponse empty(int status) {
        return new AwsResponse(status, Map.of(), Content.EMPTY);
    }

    public boolean lost() {
        return status == 0;
    }

    public AwsResponse withHeader(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new AwsResponse(status, all, body);
    }

    public AwsResponse withBody(Content other) {
        return new AwsResponse(status, headers, other);
    }

    /**
     * Returns the response with the first half of its body, or {@link #LOST} if the body is shorter than two bytes.
     */
    public AwsResponse cutOff() {
        return body.size() < 2 ? LOST : withBody(body.part(0, body.size() / 2));
    }
}
