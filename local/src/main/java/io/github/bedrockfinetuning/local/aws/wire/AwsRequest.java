package io.github.bedrockfinetuning.local.aws.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request to AWS.
 *
 * @param path the path as sent, with percent-encoding
 * @param query the decoded query parameters; a parameter without a value has an empty string
 * @param headers the headers, with lowercase names
 * @param body the body as sent; {@link AwsChunked} decodes the chunked encoding of S3
 */
public record AwsRequest(
        String method, String path, Map<String, List<String>> query, Map<String, String> headers, Content body) {
    private static final String CREDENTIAL = "Credential=";

    /**
     * Creates a request from a raw query string and headers in any case.
     *
     * @param rawQuery the query string; null if the URL has none
     */
    public static AwsRequest of(
            String method, String path, @Nullable String rawQuery, Map<String, List<String>> headers, Content body) {
        Map<String, String> lower = new LinkedHashMap<>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return new AwsRequest(method, path, parameters(rawQuery), lower, body);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Returns the first value of a query parameter. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).map(values -> values.get(0));
    }

    /** Returns the access key ID in the signature. In a rehearsal, it is the name of the function's role. */
    public Optional<String> accessKeyId() {
        return scope(0);
    }

    public Optional<String> signingRegion() {
        return scope(2);
    }

    public Optional<String> signingService() {
        return scope(3);
    }

    /** Returns one part of the credential: the access key ID, date, Region, service, or terminator. */
    private Optional<String> scope(int part) {
        String value = headers.getOrDefault("authorization", "");
        int start = value.indexOf(CREDENTIAL);
        if (start < 0 || !value.startsWith("AWS4-")) {
            return Optional.empty();
        }
        int end = start + CREDENTIAL.length();
        while (end < value.length() && value.charAt(end) != ',' && !Character.isWhitespace(value.charAt(end))) {
            end++;
        }
        String[] parts = value.substring(start + CREDENTIAL.length(), end).split("/");
        return parts.length == 5 ? Optional.of(parts[part]) : Optional.empty();
    }

    /** Returns a copy of the request with a different body and additional headers. */
    public AwsRequest withBody(Content other, Map<String, String> moreHeaders) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(moreHeaders);
        return new AwsRequest(method, path, query, all, other);
    }

    /** Decodes the parameters of a query string or form, or returns an empty map if the string is null or empty. */
    public static Map<String, List<String>> parameters(@Nullable String raw) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (raw == null || raw.isEmpty()) {
            return query;
        }
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            query.computeIfAbsent(decode(name), k -> new ArrayList<>()).add(decode(value));
        }
        return query;
    }

    /** Decodes the percent-encoding of a query value. */
    private static String decode(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }

    /** Decodes the percent-encoding of a path segment, in which a plus sign is literal. */
    public static String decodePath(String encoded) {
        return encoded.indexOf('%') < 0
                ? encoded
                : URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
