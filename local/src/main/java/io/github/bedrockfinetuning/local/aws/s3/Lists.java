package io.github.bedrockfinetuning.local.aws.s3;

import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** ListObjectsV2 and ListObjectVersions. */
final class Lists {
    private static final int LARGEST_PAGE = 1000;

    AwsResponse objects(S3Request request, Bucket bucket) {
        AwsRequest http = request.http();
        String prefix = http.parameter("prefix").orElse("");
        String delimiter = http.parameter("delimiter").orElse("");
        int max = max(http);
        Optional<String> token = http.parameter("continuation-token");
        String after = token.map(Lists::decoded)
                .or(() -> http.parameter("start-after"))
                .orElse("");

        List<ObjectVersion> contents = new ArrayList<>();
        Set<String> prefixes = new LinkedHashSet<>();
        String last = null;
        boolean truncated = false;
        String from = Bucket.KEY_ORDER.compare(prefix, after) > 0 ? prefix : after;
        for (ObjectVersion version : bucket.currentFrom(from, !from.equals(after) || after.isEmpty())) {
            String key = version.key();
            if (!key.startsWith(prefix)) {
                break;
            }
            int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
            String common = end < 0 ? null : key.substring(0, end + delimiter.length());
            if (common != null && (prefixes.contains(common) || after.startsWith(common) && token.isPresent())) {
                continue;
            }
            if (contents.size() + prefixes.size() == max) {
                truncated = max > 0;
                break;
            }
            if (common == null) {
                contents.add(version);
            } else {
                prefixes.add(common);
            }
            last = common == null ? key : common;
        }

        Encoding encoding = Encoding.of(http);
        Xml xml = Xml.root("ListBucketResult")
                .add("Name", bucket.name())
                .add("Prefix", encoding.of(prefix))
                .add("Delimiter", delimiter.isEmpty() ? null : encoding.of(delimiter))
                .add(
                        "StartAfter",
                        http.parameter("start-after").map(encoding::of).orElse(null))
                .add("ContinuationToken", token.orElse(null))
                .add("NextContinuationToken", truncated ? encoded(last) : null)
                .add("KeyCount", contents.size() + prefixes.size())
                .add("MaxKeys", max)
                .add("EncodingType", encoding.name())
                .add("IsTruncated", truncated);
        for (ObjectVersion version : contents) {
            xml.open("Contents");
            xml.add("Key", encoding.of(version.key()));
            described(xml, version).close();
        }
        for (String common : prefixes) {
            xml.open("CommonPrefixes").add("Prefix", encoding.of(common)).close();
        }
        return xml.answer(200);
    }

    AwsResponse versions(S3Request request, Bucket bucket) {
        AwsRequest http = request.http();
        String prefix = http.parameter("prefix").orElse("");
        String keyMarker = http.parameter("key-marker").orElse("");
        Optional<String> versionMarker = http.parameter("version-id-marker").filter(id -> !id.isEmpty());
        int max = max(http);

        List<ObjectVersion> page = new ArrayList<>();
        boolean truncated = false;
        boolean passed = versionMarker.isEmpty();
        String from = Bucket.KEY_ORDER.compare(prefix, keyMarker) > 0 ? prefix : keyMarker;
        for (ObjectVersion version : bucket.versionsFrom(from)) {
            if (!version.key().startsWith(prefix)) {
                break;
            }
            if (version.key().equals(keyMarker)) {
                if (passed) {
                    if (versionMarker.isEmpty()) {
                        continue;
                    }
                } else {
                    passed = version.versionId().equals(versionMarker.get());
                    continue;
                }
            }
            if (page.size() == max) {
                truncated = max > 0;
                break;
            }
            page.add(version);
        }
        ObjectVersion last = page.isEmpty() ? null : page.get(page.size() - 1);
        Encoding encoding = Encoding.of(http);
        Xml xml = Xml.root("ListVersionsResult")
                .add("Name", bucket.name())
                .add("Prefix", encoding.of(prefix))
                .add("KeyMarker", encoding.of(keyMarker))
                .add("VersionIdMarker", versionMarker.orElse(""))
                .add("NextKeyMarker", truncated ? encoding.of(last.key()) : null)
                .add("NextVersionIdMarker", truncated ? last.versionId() : null)
                .add("MaxKeys", max)
                .add("EncodingType", encoding.name())
                .add("IsTruncated", truncated);
        for (ObjectVersion version : page) {
            boolean latest = bucket.newest(version.key()).orElseThrow() == version;
            xml.open(version.deleteMarker() ? "DeleteMarker" : "Version")
                    .add("Key", encoding.of(version.key()))
                    .add("VersionId", version.versionId())
                    .add("IsLatest", latest);
            described(xml, version).close();
        }
        return xml.answer(200);
    }

    private static Xml described(Xml xml, ObjectVersion version) {
        xml.add("LastModified", version.lastModified());
        if (!version.deleteMarker()) {
            xml.add("ETag", ObjectReads.quoted(version.etag()))
                    .add("Size", version.size())
                    .add("StorageClass", "STANDARD");
        }
        return xml;
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

    /** How keys are written: XML has no place for some characters, so the SDK asks for URL encoding. */
    private record Encoding(String name) {
        static Encoding of(AwsRequest http) {
            return new Encoding(http.parameter("encoding-type").orElse(null));
        }

        String of(String key) {
            return name == null
                    ? key
                    : URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
        }
    }
}
