package io.github.bedrockfinetuning.local.aws.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.api.Xml;
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

/**
 * Simulates the REST protocol of Amazon S3 with path-style addresses. The method, the path and the subresource identify
 * the operation. Operations, parameters and headers that are not simulated are rejected with an error that contains
 * their name.
 */
public final class S3Service implements AwsService {
    static final Xml XML = new Xml("http://s3.amazonaws.com/doc/2006-03-01/", "");

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
            "x-amz-checksum-crc32",
            "x-amz-checksum-sha256",
            "x-amz-expected-bucket-owner",
            "x-amz-server-side-encryption",
            "x-amz-server-side-encryption-aws-kms-key-id",
            "x-amz-server-side-encryption-bucket-key-enabled");
    /** The properties of an upload that are not stored with the object. */
    private static final Set<String> NOT_KEPT =
            Set.of("cache-control", "content-disposition", "content-language", "content-md5", "expires");

    private static final Set<String> OF_VERSION = Set.of("versionId");
    /** The query parameters of each operation, except the parameter of the subresource. */
    private static final Map<String, Set<String>> PARAMETERS = Map.of(
            "ListObjectsV2",
            Set.of("list-type", "prefix", "start-after", "continuation-token", "max-keys", "encoding-type"),
            "GetObject",
            OF_VERSION,
            "HeadObject",
            OF_VERSION,
            "DeleteObject",
            OF_VERSION);

    /** The subresource of each operation that reads a bucket. */
    private static final Map<String, String> BUCKET_READS = Map.of(
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
        ObjectWrites writes = new ObjectWrites(s3);
        operations = Map.of(
                "GetObject", ObjectReads::get,
                "HeadObject", ObjectReads::head,
                "PutObject", writes::put,
                "DeleteObject", writes::delete,
                "ListObjectsV2", ObjectList::of,
                "GetBucketVersioning", BucketReads::versioning,
                "GetBucketNotificationConfiguration", BucketReads::notification,
                "GetBucketEncryption", BucketReads::encryption,
                "GetPublicAccessBlock", BucketReads::publicAccess,
                "GetBucketPolicy", BucketReads::policy);
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
        return operations.get(call.operation()).apply(request, bucket);
    }

    @Override
    public AwsResponse refusal(AwsError error) {
        ObjectNode answer = Json.object()
                .put("Code", error.code())
                .put("Message", error.getMessage())
                .put("RequestId", "LOCAL");
        return new Xml("", "").answer(error.status(), "Error", answer);
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
        boolean writes = call.operation().equals("PutObject");
        call.request().headers().forEach((name, value) -> {
            boolean unknown = name.startsWith("x-amz-") && !HEADERS.contains(name)
                    || name.startsWith("if-") && !(writes && WriteCondition.HEADERS.contains(name))
                    || NOT_KEPT.contains(name)
                    || name.equals("content-encoding") && !value.equals("aws-chunked");
            if (unknown) {
                throw AwsError.unknown("the header " + name + " of " + call.operation());
            }
        });
        Set<String> unknown = new TreeSet<>(call.request().query().keySet());
        unknown.removeAll(PARAMETERS.getOrDefault(call.operation(), Set.of()));
        unknown.remove("x-id");
        unknown.removeIf(name -> call.operation().equals(BUCKET_READS.get(name)));
        if (!unknown.isEmpty()) {
            throw AwsError.unknown("the parameter " + String.join(", ", unknown) + " of " + call.operation());
        }
    }

    private static String operation(AwsRequest request, S3Request named) {
        Set<String> query = request.query().keySet();
        if (named.bucket().isEmpty()) {
            return request.method() + " /";
        }
        if (named.key().isEmpty()) {
            return bucketOperation(request, query);
        }
        boolean plain = Set.of("x-id", "versionId").containsAll(query);
        return switch (plain ? request.method() : "") {
            case "GET" -> "GetObject";
            case "HEAD" -> "HeadObject";
            case "PUT" -> "PutObject";
            case "DELETE" -> "DeleteObject";
            default -> described(request.method(), "/bucket/key", query);
        };
    }

    private static String bucketOperation(AwsRequest request, Set<String> query) {
        if (request.method().equals("GET")) {
            if (request.parameter("list-type").filter("2"::equals).isPresent()) {
                return "ListObjectsV2";
            }
            for (String subresource : query) {
                if (BUCKET_READS.containsKey(subresource)) {
                    return BUCKET_READS.get(subresource);
                }
            }
        }
        return described(request.method(), "/bucket", query);
    }

    private static String described(String method, String path, Set<String> query) {
        return method + " " + path + (query.isEmpty() ? "" : "?" + String.join("&", new TreeSet<>(query)));
    }
}
