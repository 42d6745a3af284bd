package io.github.bedrockfinetuning.local.aws.s3;

import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Multipart uploads.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html">Multipart upload</a>
 */
final class MultipartWrites {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    private final S3 s3;

    MultipartWrites(S3 s3) {
        this.s3 = s3;
    }

    AwsResponse create(S3Request request, Bucket bucket) {
        request.requireKey();
        String id = Digests.md5(Content.of("upload " + bucket.name() + "/" + bucket.next()));
        bucket.begin(new Upload(id, request.key(), request.kept(), request.tags()));
        return Xml.root("InitiateMultipartUploadResult")
                .add("Bucket", bucket.name())
                .add("Key", request.key())
                .add("UploadId", id)
                .answer(200);
    }

    AwsResponse upload(S3Request request, Bucket bucket) {
        Upload upload = found(request, bucket);
        Map<String, String> checksums = Digests.verify(request.http());
        Upload.Part part = part(request, request.body());
        upload.put(part);
        AwsResponse answer = AwsResponse.empty(200).withHeader("ETag", ObjectReads.quoted(part.etag()));
        for (Map.Entry<String, String> checksum : checksums.entrySet()) {
            answer = answer.withHeader(checksum.getKey(), checksum.getValue());
        }
        return answer;
    }

    AwsResponse copy(S3Request request, Bucket bucket) {
        Upload upload = found(request, bucket);
        CopySource source = CopySource.of(request.http());
        ObjectVersion from = source.find(s3);
        Content content = request.http()
                .header("x-amz-copy-source-range")
                .map(range -> range(range, from))
                .orElse(from.content());
        Upload.Part part = part(request, content);
        upload.put(part);
        return source.described(ObjectWrites.result("CopyPartResult", part.etag(), from.lastModified()), from);
    }

    AwsResponse complete(S3Request request, Bucket bucket) {
        Upload upload = found(request, bucket);
        List<Upload.Part> parts = upload.choose(Xml.parts(request.body()));
        Content content =
                Content.joined(parts.stream().map(Upload.Part::content).toList());
        request.http().header("x-amz-mp-object-size").ifPresent(size -> {
            if (Long.parseLong(size) != content.size()) {
                throw new AwsError(
                        "InvalidRequest",
                        400,
                        "The provided 'x-amz-mp-object-size' header value " + size
                                + " does not match what was uploaded: " + content.size());
            }
        });
        ObjectVersion version = s3.put(
                bucket.name(),
                upload.key(),
                content,
                Upload.etag(parts),
                upload.headers(),
                upload.tags(),
                Condition.of(request.http()),
                "CompleteMultipartUpload");
        bucket.end(upload);
        AwsResponse answer = Xml.root("CompleteMultipartUploadResult")
                .add("Bucket", bucket.name())
                .add("Key", upload.key())
                .add("ETag", ObjectReads.quoted(version.etag()))
                .answer(200);
        return ObjectWrites.written(answer, bucket, version);
    }

    AwsResponse abort(S3Request request, Bucket bucket) {
        bucket.end(found(request, bucket));
        return AwsResponse.empty(204);
    }

    AwsResponse list(S3Request request, Bucket bucket) {
        Upload upload = found(request, bucket);
        Xml xml = Xml.root("ListPartsResult")
                .add("Bucket", bucket.name())
                .add("Key", upload.key())
                .add("UploadId", upload.id())
                .add("IsTruncated", false);
        for (Upload.Part part : upload.parts()) {
            xml.open("Part")
                    .add("PartNumber", part.number())
                    .add("ETag", ObjectReads.quoted(part.etag()))
                    .add("Size", part.content().size())
                    .close();
        }
        return xml.answer(200);
    }

    private static Upload found(S3Request request, Bucket bucket) {
        return bucket.upload(request.key(), request.require("uploadId"));
    }

    private static Upload.Part part(S3Request request, Content content) {
        ObjectWrites.requireSize(content.size());
        String number = request.require("partNumber");
        if (!number.matches("\\d{1,5}")) {
            throw new AwsError("InvalidArgument", 400, "Part number must be an integer between 1 and 10000, inclusive");
        }
        return new Upload.Part(Integer.parseInt(number), content, Digests.md5(content));
    }

    private static Content range(String range, ObjectVersion from) {
        Matcher matcher = RANGE.matcher(range);
        if (!matcher.matches()) {
            throw new AwsError(
                    "InvalidArgument",
                    400,
                    "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the"
                            + " zero-based offsets of the first and last bytes to copy");
        }
        long first = Long.parseLong(matcher.group(1));
        long last = Long.parseLong(matcher.group(2));
        if (first > last || last >= from.size()) {
            throw new AwsError(
                    "InvalidArgument", 400, "Range specified is not valid for source object of size: " + from.size());
        }
        return from.content().part(first, last - first + 1);
    }
}
