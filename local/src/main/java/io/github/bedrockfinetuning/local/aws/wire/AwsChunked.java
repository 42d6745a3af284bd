package io.github.bedrockfinetuning.local.aws.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Decodes the body of an upload that uses aws-chunked encoding. Returns the bytes without chunk headers, and then the
 * trailing headers.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">Signature calculations
 *     for trailing headers</a>
 */
public final class AwsChunked extends InputStream {
    /** Receives the chunks as they are read. */
    public interface Chunks {
        /** @param extension the text after the size in the chunk header; empty if there is none */
        default void begin(String extension) {}

        default void bytes(byte[] buffer, int offset, int length) {}

        default void end() {}

        /** Receives the trailing headers after the last, empty chunk. The names are in lower case. */
        default void trailers(Map<String, String> trailers) {}
    }

    private final InputStream in;
    private final Chunks heard;
    private final Map<String, String> trailers = new LinkedHashMap<>();
    private long left;
    private boolean first = true;
    private boolean ended;

    public AwsChunked(InputStream in) {
        this(in, new Chunks() {});
    }

    public AwsChunked(InputStream in, Chunks heard) {
        this.in = in;
        this.heard = heard;
    }

    /** Returns whether the body of a request has this encoding. */
    public static boolean encodes(AwsRequest request) {
        return request.header("content-encoding")
                        .filter(encoding -> encoding.contains("aws-chunked"))
                        .isPresent()
                || request.header("x-amz-content-sha256")
                        .filter(hash -> hash.startsWith("STREAMING-"))
                        .isPresent();
    }

    /** Returns the trailing headers with lowercase names. They are available after the body has been read. */
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
        heard.bytes(buffer, offset, read);
        left -= read;
        if (left == 0) {
            heard.end();
        }
        return read;
    }

    private void nextChunk() throws IOException {
        if (!first) {
            line();
        }
        first = false;
        String header = line();
        int extension = header.indexOf(';');
        try {
            left = Long.parseLong((extension < 0 ? header : header.substring(0, extension)).trim(), 16);
        } catch (NumberFormatException e) {
            throw new IOException("This is not an aws-chunked chunk header: " + header, e);
        }
        heard.begin(extension < 0 ? "" : header.substring(extension + 1).trim());
        if (left == 0) {
            ended = true;
            heard.end();
            for (String trailer = line(); !trailer.isEmpty(); trailer = line()) {
                int colon = trailer.indexOf(':');
                trailers.put(
                        trailer.substring(0, colon).trim().toLowerCase(Locale.ROOT),
                        trailer.substring(colon + 1).trim());
            }
            heard.trailers(trailers);
        }
    }

    /** Returns the next line without its line break, or an empty string at the end of the stream. */
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
