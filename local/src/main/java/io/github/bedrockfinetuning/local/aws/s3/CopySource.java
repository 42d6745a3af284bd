package io.github.bedrockfinetuning.local.aws.s3;

import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import java.util.Optional;

/** What an x-amz-copy-source header names, and the conditions on it. */
record CopySource(String bucket, String key, Optional<String> versionId, Condition condition) {

    static CopySource of(AwsRequest request) {
        String source = request.header("x-amz-copy-source").orElseThrow();
        Optional<String> versionId = Optional.empty();
        int question = source.lastIndexOf("?versionId=");
        if (question >= 0) {
            versionId = Optional.of(source.substring(question + "?versionId=".length()));
            source = source.substring(0, question);
        }
        String decoded = AwsRequest.decodePath(source);
        String path = decoded.startsWith("/") ? decoded.substring(1) : decoded;
        int slash = path.indexOf('/');
        if (slash < 1) {
            throw new AwsError(
                    "InvalidArgument",
                    400,
                    "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
        }
        return new CopySource(
                path.substring(0, slash), path.substring(slash + 1), versionId, Condition.ofSource(request));
    }

    ObjectVersion find(S3 s3) {
        ObjectVersion version = ObjectReads.find(s3.bucket(bucket), key, versionId);
        condition.requireRead(version);
        if (condition.notModified(version)) {
            throw Condition.failed();
        }
        return version;
    }

    AwsResponse described(AwsResponse answer, ObjectVersion from) {
        return from.versionId().equals("null")
                ? answer
                : answer.withHeader("x-amz-copy-source-version-id", from.versionId());
    }
}
