package io.github.bedrockfinetuning.local.aws.s3;

import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Performs GetObject and HeadObject. */
final class ObjectReads {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    private ObjectReads() {}

    static AwsResponse get(S3Request request, Bucket bucket) {
        ObjectVersion version = find(request, bucket);
        Map<String, String> headers = headers(bucket, version);
        Optional<String> range = request.http().header("range");
        boolean checksums = request.http()
                .header("x-amz-checksum-mode")
                .filter("ENABLED"::equals)
                .isPresent();
        if (range.isPresent() || !checksums) {
            headers.keySet().removeIf(name -> name.startsWith("x-amz-checksum-"));
        }
        return range.isPresent()
                ? ranged(range.get(), version, headers)
                : new AwsResponse(200, headers, version.content());
    }

    static AwsResponse head(S3Request request, Bucket bucket) {
        if (request.http().header("range").isPresent()) {
            throw AwsError.unknown("the header Range of HeadObject");
        }
        ObjectVersion version = find(request, bucket);
        Map<String, String> headers = headers(bucket, version);
        headers.put("Content-Length", Long.toString(version.size()));
        return new AwsResponse(200, headers, Content.EMPTY);
    }

    private static ObjectVersion find(S3Request request, Bucket bucket) {
        Optional<String> versionId = request.http().parameter("versionId");
        if (versionId.isEmpty()) {
            return bucket.current(request.key())
                    .orElseThrow(() -> new AwsError("NoSuchKey", 404, "The specified key does not exist."));
        }
        ObjectVersion version = bucket.version(request.key(), versionId.get())
                .orElseThrow(() -> new AwsError("NoSuchVersion", 404, "The specified version does not exist."));
        if (version.deleteMarker()) {
            throw new AwsError("MethodNotAllowed", 405, "The specified method is not allowed against this resource.");
        }
        return version;
    }

    private static Map<String, String> headers(Bucket bucket, ObjectVersion version) {
        Map<String, String> headers = new LinkedHashMap<>(version.headers());
        headers.putIfAbsent("content-type", "application/octet-stream");
        headers.put("ETag", quoted(version.etag()));
        headers.put(
                "Last-Modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        version.lastModified().atOffset(ZoneOffset.UTC)));
        headers.put("Accept-Ranges", "bytes");
        if (bucket.settings().versioned()) {
            headers.put("x-amz-version-id", version.versionId());
        }
        return headers;
    }

    private static AwsResponse ranged(String range, ObjectVersion version, Map<String, String> headers) {
        Matcher matcher = RANGE.matcher(range);
        if (!matcher.matches()) {
            throw AwsError.unknown("the range " + range);
        }
        long from = Long.parseLong(matcher.group(1));
        long to = Math.min(version.size() - 1, Long.parseLong(matcher.group(2)));
        if (from > to) {
            throw new AwsError("InvalidRange", 416, "The requested range is not satisfiable");
        }
        headers.put("Content-Range", "bytes " + from + "-" + to + "/" + version.size());
        return new AwsResponse(206, headers, version.content().part(from, to - from + 1));
    }

    static String quoted(String etag) {
        return "\"" + etag + "\"";
    }
}
