package io.github.bedrockfinetuning.local.aws.s3;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Performs ListObjectsV2. */
final class ObjectList {
    private static final int LARGEST_PAGE = 1000;

    private ObjectList() {}

    static AwsResponse of(S3Request request, Bucket bucket) {
        AwsRequest http = request.http();
        String prefix = http.parameter("prefix").orElse("");
        int max = max(http);
        Optional<String> token = http.parameter("continuation-token");
        Optional<String> startAfter = http.parameter("start-after");
        String after = token.map(ObjectList::decoded).or(() -> startAfter).orElse("");
        boolean fromPrefix = after.isEmpty() || Bucket.KEY_ORDER.compare(prefix, after) > 0;
        List<ObjectVersion> left = bucket.currentFrom(fromPrefix ? prefix : after, fromPrefix).stream()
                .takeWhile(version -> version.key().startsWith(prefix))
                .toList();
        List<ObjectVersion> contents = left.subList(0, Math.min(max, left.size()));
        boolean truncated = max > 0 && contents.size() < left.size();
        String encoding = http.parameter("encoding-type").orElse(null);
        ObjectNode answer = Json.object()
                .put("Name", bucket.name())
                .put("Prefix", written(prefix, encoding))
                .put("StartAfter", startAfter.map(key -> written(key, encoding)).orElse(null))
                .put("ContinuationToken", token.orElse(null))
                .put(
                        "NextContinuationToken",
                        truncated ? encoded(contents.get(contents.size() - 1).key()) : null)
                .put("KeyCount", contents.size())
                .put("MaxKeys", max)
                .put("EncodingType", encoding)
                .put("IsTruncated", truncated);
        ArrayNode listed = answer.putArray("Contents");
        contents.forEach(version -> listed.addObject()
                .put("Key", written(version.key(), encoding))
                .put("LastModified", version.lastModified().toString())
                .put("ETag", ObjectReads.quoted(version.etag()))
                .put("Size", version.size())
                .put("StorageClass", "STANDARD"));
        return S3Service.XML.answer(200, "ListBucketResult", answer);
    }

    private static int max(AwsRequest http) {
        String given = http.parameter("max-keys").orElse(Integer.toString(LARGEST_PAGE));
        if (!given.matches("\\d{1,9}")) {
            throw new AwsError("InvalidArgument", 400, "Argument maxKeys must be an integer between 0 and 2147483647");
        }
        return Math.min(LARGEST_PAGE, Integer.parseInt(given));
    }

    private static String encoded(String key) {
        return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new AwsError("InvalidArgument", 400, "The continuation token provided is incorrect");
        }
    }

    /** Returns a key as XML text. XML cannot contain some characters, so the SDK requests URL-encoded keys. */
    private static String written(String key, @Nullable String encoding) {
        return encoding == null
                ? key
                : URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
    }
}
