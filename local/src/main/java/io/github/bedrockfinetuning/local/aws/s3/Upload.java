package io.github.bedrockfinetuning.local.aws.s3;

import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A multipart upload that is neither completed nor aborted. */
final class Upload {
    private static final long LEAST_PART = 5L << 20;

    /** @param etag without quotes */
    record Part(int number, Content content, String etag) {}

    private final String id;
    private final String key;
    private final Map<String, String> headers;
    private final Map<String, String> tags;
    private final TreeMap<Integer, Part> parts = new TreeMap<>();

    Upload(String id, String key, Map<String, String> headers, Map<String, String> tags) {
        this.id = id;
        this.key = key;
        this.headers = headers;
        this.tags = tags;
    }

    String id() {
        return id;
    }

    String key() {
        return key;
    }

    Map<String, String> headers() {
        return headers;
    }

    Map<String, String> tags() {
        return tags;
    }

    synchronized void put(Part part) {
        if (part.number() < 1 || part.number() > 10_000) {
            throw new AwsError("InvalidArgument", 400, "Part number must be an integer between 1 and 10000, inclusive");
        }
        parts.put(part.number(), part);
    }

    synchronized List<Part> parts() {
        return List.copyOf(parts.values());
    }

    /** The parts that a completion names, checked as S3 checks them. */
    synchronized List<Part> choose(List<Part> named) {
        if (named.isEmpty()) {
            throw new AwsError("MalformedXML", 400, "You must specify at least one part");
        }
        List<Part> chosen = new ArrayList<>();
        int last = 0;
        for (Part wanted : named) {
            if (wanted.number() <= last) {
                throw new AwsError(
                        "InvalidPartOrder", 400, "The list of parts was not in ascending order by part number.");
            }
            last = wanted.number();
            Part part = parts.get(wanted.number());
            if (part == null || !part.etag().equals(wanted.etag())) {
                throw new AwsError(
                        "InvalidPart",
                        400,
                        "One or more of the specified parts could not be found. Part " + wanted.number()
                                + " may not have been uploaded, or its entity tag does not match.");
            }
            chosen.add(part);
        }
        for (Part part : chosen.subList(0, chosen.size() - 1)) {
            if (part.content().size() < LEAST_PART) {
                throw new AwsError(
                        "EntityTooSmall",
                        400,
                        "Your proposed upload is smaller than the minimum allowed size: part " + part.number() + " has "
                                + part.content().size() + " bytes, at least " + LEAST_PART + " are needed.");
            }
        }
        return chosen;
    }

    /** S3's entity tag of a multipart object: the hash of the parts' hashes, and their number. */
    static String etag(List<Part> parts) {
        byte[] hashes = new byte[16 * parts.size()];
        for (int i = 0; i < parts.size(); i++) {
            System.arraycopy(HexFormat.of().parseHex(parts.get(i).etag()), 0, hashes, 16 * i, 16);
        }
        return Digests.md5(Content.of(hashes)) + "-" + parts.size();
    }
}
