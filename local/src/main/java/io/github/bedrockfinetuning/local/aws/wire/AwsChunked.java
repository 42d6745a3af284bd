package io.github.bedrockfinetuning.local.aws.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The body of an upload in aws-chunked encoding: the bytes without their chunk headers, then the trailing headers.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">Signature calculations
 *     for trailing headers</a>
 */
public final class AwsChunked extends InputStream {
    private final InputStream in;
    private final Map<String, String> trailers = new LinkedHashMap<>();
    private long left;
    private boolean first = true;
    private boolean ended;

    public AwsChunked(InputStream in) {
        this.in = in;
    }

    /** Whether a request's body is in this encoding. */
    public static boolean encodes(AwsRequest request) {
        return request.header("content-encoding")
                        .filter(encoding -> encoding.contains("aws-chunked"))
                        .isPresent()
                || request.header("x-amz-content-sha256")
                        .filter(hash -> hash.startsWith("STREAMING-"))
                        .isPresent();
    }

    /** The trailing headers, names in lower case; there once the body has been read to its end. */
    public Map<String, String> trailers() {
        return trailers;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int read = in.read(buffer, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw new IOException("The aws-chunked body ends inside a chunk.");
        }
        left -= read;
        return read;
    }

    private void nextChunk() throws IOException {
        if (!first) {
            line();
        }
        first = false;
        String header = line();
        try {
            left = Long.parseLong(header.split(";")[0].trim(), 16);
        } catch (NumberFormatException e) {
            throw new IOException("Not an aws-chunked chunk header: " + header, e);
        }
        if (left == 0) {
            ended = true;
            for (String trailer = line(); !trailer.isEmpty(); trailer = line()) {
                int colon = trailer.indexOf(':');
                trailers.put(
                        trailer.substring(0, colon).trim().toLowerCase(Locale.ROOT),
                        trailer.substring(colon + 1).trim());
            }
        }
    }

    /** One line without its end; empty at the end of the stream. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
