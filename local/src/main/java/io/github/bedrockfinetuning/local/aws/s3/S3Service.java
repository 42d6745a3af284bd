package io.github.bedrockfinetuning.local.aws.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.AwsService;
import io.github.bedrockfinetuning.local.aws.wire.Call;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.aws.wire.Need;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** S3's REST protocol, path-style. An operation is told by method, path and sub-resource; others are refused by name. */
public final class S3Service implements AwsService {
    private static final Set<String> HEADERS = Set.of(
            "x-amz-date",
            "x-amz-content-sha256",
            "x-amz-security-token",
            "x-amz-user-agent",
            "x-amz-te",
            "x-amz-trailer",
            "x-amz-trailer-signature",
            "x-amz-decoded-content-length",
            "x-amz-sdk-checksum-algorithm",
            "x-amz-checksum-mode",
            "x-amz-checksum-type",
            "x-amz-checksum-algorithm",
            "x-amz-checksum-crc32",
            "x-amz-checksum-crc32c",
            "x-amz-checksum-sha1",
            "x-amz-checksum-sha256",
            "x-amz-expected-bucket-owner",
            "x-amz-source-expected-bucket-owner",
            "x-amz-server-side-encryption",
            "x-amz-server-side-encryption-aws-kms-key-id",
            "x-amz-server-side-encryption-bucket-key-enabled",
            "x-amz-server-side-encryption-context",
            "x-amz-copy-source",
            "x-amz-copy-source-range",
            "x-amz-copy-source-if-match",
            "x-amz-copy-source-if-none-match",
            "x-amz-metadata-directive",
            "x-amz-tagging-directive",
            "x-amz-tagging",
            "x-amz-mp-object-size",
            "x-amz-storage-class");
    /** Query parameters beside the one that names the sub-resource. */
    private static final Map<String, Set<String>> PARAMETERS = Map.of(
            "ListObjectsV2",
            Set.of("prefix", "delimiter", "start-after", "continuation-token", "max-keys", "encoding-type"),
            "ListObjectVersions",
            Set.of("prefix", "max-keys", "key-marker", "version-id-marker", "encoding-type"),
            "GetObject",
            Set.of("versionId"),
            "HeadObject",
            Set.of("versionId"),
            "DeleteObject",
            Set.of("versionId"),
            "UploadPart",
            Set.of("partNumber"),
            "UploadPartCopy",
            Set.of("partNumber"));
    /** The sub-resource that tells each read of a bucket. */
    private static final Map<String, String> BUCKET_READS = Map.of(
            "versions", "ListObjectVersions",
            "location", "GetBucketLocation",
            "versioning", "GetBucketVersioning",
            "notification", "GetBucketNotificationConfiguration",
            "encryption", "GetBucketEncryption",
            "publicAccessBlock", "GetPublicAccessBlock",
            "policy", "GetBucketPolicy");

    private final S3 s3;
    private final ObjectNeeds needs;
    private final Map<String, BiFunction<S3Request, Bucket, AwsResponse>> operations;

    public S3Service(S3 s3, String region) {
        this.s3 = s3;
        needs = new ObjectNeeds(s3, region);
        ObjectReads reads = new ObjectReads();
        ObjectWrites writes = new ObjectWrites(s3);
        MultipartWrites multipart = new MultipartWrites(s3);
        Lists lists = new Lists();
        BucketReads buckets = new BucketReads(region);
        operations = Map.ofEntries(
                Map.entry("GetObject", reads::get),
                Map.entry("HeadObject", reads::head),
                Map.entry("GetObjectTagging", reads::tagging),
                Map.entry("PutObject", writes::put),
                Map.entry("CopyObject", writes::copy),
                Map.entry("DeleteObject", writes::delete),
                Map.entry("CreateMultipartUpload", multipart::create),
                Map.entry("UploadPart", multipart::upload),
                Map.entry("UploadPartCopy", multipart::copy),
                Map.entry("CompleteMultipartUpload", multipart::complete),
                Map.entry("AbortMultipartUpload", multipart::abort),
                Map.entry("ListParts", multipart::list),
                Map.entry("ListObjectsV2", lists::objects),
                Map.entry("ListObjectVersions", lists::versions),
                Map.entry("HeadBucket", buckets::head),
                Map.entry("GetBucketLocation", buckets::location),
                Map.entry("GetBucketVersioning", buckets::versioning),
                Map.entry("GetBucketNotificationConfiguration", buckets::notification),
                Map.entry("GetBucketEncryption", buckets::encryption),
                Map.entry("GetPublicAccessBlock", buckets::publicAccess),
                Map.entry("GetBucketPolicy", buckets::policy));
    }

    @Override
    public String signingName() {
        return "s3";
    }

    @Override
    public Call recognise(AwsRequest request, String role) {
        S3Request named = S3Request.of(request);
        String operation = operation(request, named);
        if (!operations.containsKey(operation)) {
            throw AwsError.unknown("the S3 operation " + operation);
        }
        ObjectNode input = Json.object().put("Bucket", named.bucket());
        if (!named.key().isEmpty()) {
            input.put("Key", named.key());
        }
        request.query().forEach((name, values) -> {
            if (!name.equals("x-id")) {
                input.put(name, values.get(0));
            }
        });
        request.headers().forEach((name, value) -> {
            if (name.startsWith("x-amz-") || name.startsWith("if-") || name.equals("range")) {
                input.put(name, value);
            }
        });
        String resource = named.key().isEmpty() ? named.bucket() : named.bucket() + "/" + named.key();
        return new Call(role, "s3", operation, resource, input, request);
    }

    @Override
    public List<Need> needs(Call call) {
        return needs.of(call);
    }

    @Override
    public AwsResponse perform(Call call) {
        S3Request request = S3Request.of(call.request());
        requireKnown(call);
        Bucket bucket = s3.bucket(request.bucket());
        call.request().header("x-amz-expected-bucket-owner").ifPresent(this::requireOwner);
        call.request().header("x-amz-source-expected-bucket-owner").ifPresent(this::requireOwner);
        return operations.get(call.operation()).apply(request, bucket);
    }

    @Override
    public AwsResponse refusal(AwsError error) {
        return Xml.error()
                .add("Code", error.code())
                .add("Message", error.getMessage())
                .add("RequestId", "LOCAL")
                .answer(error.status());
    }

    @Override
    public AwsError throttled() {
        return new AwsError("SlowDown", 503, "Please reduce your request rate.");
    }

    @Override
    public AwsError accessDenied(Call call) {
        return new AwsError(
                "AccessDenied",
                403,
                "User: " + call.role() + " is not authorized to perform: s3:" + call.operation() + " on resource: "
                        + call.resource());
    }

    @Override
    public AwsError internalError() {
        return new AwsError("InternalError", 500, "We encountered an internal error. Please try again.");
    }

    private void requireOwner(String expected) {
        if (!expected.equals(s3.account())) {
            throw new AwsError("AccessDenied", 403, "Access Denied: the bucket is not owned by " + expected);
        }
    }

    private static void requireKnown(Call call) {
        for (String header : call.request().headers().keySet()) {
            if (header.startsWith("x-amz-") && !header.startsWith("x-amz-meta-") && !HEADERS.contains(header)) {
                throw AwsError.unknown("the header " + header + " of " + call.operation());
            }
        }
        Set<String> unknown = new TreeSet<>(call.request().query().keySet());
        unknown.removeAll(PARAMETERS.getOrDefault(call.operation(), Set.of()));
        unknown.removeAll(List.of("x-id", "uploadId", "uploads", "list-type", "tagging"));
        unknown.removeAll(BUCKET_READS.keySet());
        if (!unknown.isEmpty()) {
            throw AwsError.unknown("the parameter " + String.join(", ", unknown) + " of " + call.operation());
        }
    }

    private static String operation(AwsRequest request, S3Request named) {
        String method = request.method();
        Set<String> query = request.query().keySet();
        if (named.bucket().isEmpty()) {
            return method + " /";
        }
        return named.key().isEmpty()
                ? bucketOperation(method, query, request)
                : objectOperation(method, query, request);
    }

    private static String bucketOperation(String method, Set<String> query, AwsRequest request) {
        if (method.equals("HEAD")) {
            return "HeadBucket";
        }
        if (method.equals("GET")) {
            if (request.parameter("list-type").filter("2"::equals).isPresent()) {
                return "ListObjectsV2";
            }
            for (Map.Entry<String, String> read : BUCKET_READS.entrySet()) {
                if (query.contains(read.getKey())) {
                    return read.getValue();
                }
            }
        }
        return described(method, "/bucket", query);
    }

    private static String objectOperation(String method, Set<String> query, AwsRequest request) {
        boolean copies = request.headers().containsKey("x-amz-copy-source");
        boolean inUpload = query.contains("uploadId");
        boolean plain = query.stream().allMatch(Set.of("x-id", "versionId")::contains);
        String operation = switch (method) {
            case "GET" ->
                inUpload ? "ListParts" : query.contains("tagging") ? "GetObjectTagging" : plain ? "GetObject" : null;
            case "HEAD" -> plain ? "HeadObject" : null;
            case "DELETE" -> inUpload ? "AbortMultipartUpload" : plain ? "DeleteObject" : null;
            case "POST" ->
                query.contains("uploads") ? "CreateMultipartUpload" : inUpload ? "CompleteMultipartUpload" : null;
            case "PUT" ->
                inUpload
                        ? (copies ? "UploadPartCopy" : "UploadPart")
                        : plain ? (copies ? "CopyObject" : "PutObject") : null;
            default -> null;
        };
        return operation == null ? described(method, "/bucket/key", query) : operation;
    }

    private static String described(String method, String path, Set<String> query) {
        return method + " " + path + (query.isEmpty() ? "" : "?" + String.join("&", new TreeSet<>(query)));
    }
}
