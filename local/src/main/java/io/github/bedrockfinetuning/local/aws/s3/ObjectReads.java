package io.github.bedrockfinetuning.local.aws.s3;

import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** GetObject, HeadObject, GetObjectTagging. */
final class ObjectReads {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

    AwsResponse get(S3Request request, Bucket bucket) {
        ObjectVersion version = find(request, bucket);
        Optional<AwsResponse> unchanged = unchanged(request, version);
        if (unchanged.isPresent()) {
            return unchanged.get();
        }
        Map<String, String> headers = headers(bucket, version);
        Optional<String> range = request.http().header("range");
        if (range.isEmpty()) {
            if (request.http()
                    .header("x-amz-checksum-mode")
                    .filter("ENABLED"::equals)
                    .isEmpty()) {
                headers.keySet().removeIf(name -> name.startsWith("x-amz-checksum-"));
            }
            return new AwsResponse(200, headers, version.content());
        }
        headers.keySet().removeIf(name -> name.startsWith("x-amz-checksum-"));
        return ranged(range.get(), version, headers);
    }

    AwsResponse head(S3Request request, Bucket bucket) {
        if (request.http().header("range").isPresent()) {
            throw AwsError.unknown("the header Range of HeadObject");
        }
        ObjectVersion version = find(request, bucket);
        return unchanged(request, version).orElseGet(() -> {
            Map<String, String> headers = headers(bucket, version);
            headers.put("Content-Length", Long.toString(version.size()));
            return new AwsResponse(200, headers, Content.EMPTY);
        });
    }

    AwsResponse tagging(S3Request request, Bucket bucket) {
        Xml xml = Xml.root("Tagging").open("TagSet");
        find(request, bucket)
                .tags()
                .forEach((key, value) ->
                        xml.open("Tag").add("Key", key).add("Value", value).close());
        return xml.close().answer(200);
    }

    /** The version that a request means. */
    static ObjectVersion find(S3Request request, Bucket bucket) {
        return find(bucket, request.key(), request.http().parameter("versionId"));
    }

    static ObjectVersion find(Bucket bucket, String key, Optional<String> versionId) {
        if (versionId.isPresent()) {
            ObjectVersion version = bucket.version(key, versionId.get())
                    .orElseThrow(() -> new AwsError("NoSuchVersion", 404, "The specified version does not exist."));
            if (version.deleteMarker()) {
                throw new AwsError(
                        "MethodNotAllowed", 405, "The specified method is not allowed against this resource.");
            }
            return version;
        }
        return bucket.current(key)
                .orElseThrow(() -> new AwsError("NoSuchKey", 404, "The specified key does not exist."));
    }

    private static Optional<AwsResponse> unchanged(S3Request request, ObjectVersion version) {
        AwsRequest http = request.http();
        if (http.header("if-modified-since").isPresent()
                || http.header("if-unmodified-since").isPresent()) {
            throw AwsError.unknown("conditions on the time of modification");
        }
        Condition condition = Condition.of(http);
        condition.requireRead(version);
        return condition.notModified(version)
                ? Optional.of(AwsResponse.empty(304).withHeader("ETag", quoted(version.etag())))
                : Optional.empty();
    }

    private static Map<String, String> headers(Bucket bucket, ObjectVersion version) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/octet-stream");
        version.headers().forEach((name, value) -> {
            headers.remove(name.equals("content-type") ? "Content-Type" : name);
            headers.put(name, value);
        });
        headers.put("ETag", quoted(version.etag()));
        headers.put(
                "Last-Modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        version.lastModified().atOffset(ZoneOffset.UTC)));
        headers.put("Accept-Ranges", "bytes");
        if (bucket.settings().versioned()) {
            headers.put("x-amz-version-id", version.versionId());
        }
        if (!version.tags().isEmpty()) {
            headers.put("x-amz-tagging-count", Integer.toString(version.tags().size()));
        }
        return headers;
    }

    private static AwsResponse ranged(String range, ObjectVersion version, Map<String, String> headers) {
        long size = version.size();
        Matcher matcher = RANGE.matcher(range);
        if (!matcher.matches() || matcher.group(1).isEmpty() && matcher.group(2).isEmpty()) {
            throw AwsError.unknown("the range " + range);
        }
        long from;
        long to = size - 1;
        if (matcher.group(1).isEmpty()) {
            from = Math.max(0, size - Long.parseLong(matcher.group(2)));
        } else {
            from = Long.parseLong(matcher.group(1));
            to = matcher.group(2).isEmpty() ? to : Math.min(to, Long.parseLong(matcher.group(2)));
        }
        if (from > to) {
            throw new AwsError("InvalidRange", 416, "The requested range is not satisfiable");
        }
        headers.put("Content-Range", "bytes " + from + "-" + to + "/" + size);
        return new AwsResponse(206, headers, version.content().part(from, to - from + 1));
    }

    static String quoted(String etag) {
        return "\"" + etag + "\"";
    }
}
