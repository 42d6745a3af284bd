package io.github.bedrockfinetuning.local.aws.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One HTTP answer of AWS.
 *
 * @param status 0 if the connection breaks and no answer arrives
 */
public record AwsResponse(int status, Map<String, String> headers, Content body) {
    /** The connection breaks before an answer arrives. */
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

    /** The response with half of its body; lost if the body is shorter than two bytes. */
    public AwsResponse cutOff() {
        return body.size() < 2 ? LOST : withBody(body.part(0, body.size() / 2));
    }
}
