package io.github.bedrockfinetuning.local.aws.wire;

import com.fasterxml.jackson.databind.util.ByteBufferBackedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Immutable bytes in memory or on disk. A part of the content shares its bytes. */
public interface Content {
    Content EMPTY = new Bytes(new byte[0], 0, 0);

    long size();

    /** Opens a stream of {@code length} bytes, starting at {@code from}. */
    InputStream open(long from, long length);

    default InputStream open() {
        return open(0, size());
    }

    /** Returns all bytes in one array. Use this only for small content. */
    default byte[] bytes() {
        try (InputStream in = open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    default String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    default Content part(long from, long length) {
        return new Stretch(this, from, length);
    }

    /** Wraps an array. The caller must not change the array. */
    static Content of(byte[] bytes) {
        return new Bytes(bytes, 0, bytes.length);
    }

    static Content of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Content of(Path file, long size) {
        return new OnDisk(file, size);
    }

    /** A range of an array. */
    record Bytes(byte[] array, int offset, int length) implements Content {
        @Override
        public long size() {
            return length;
        }

        @Override
        public InputStream open(long from, long count) {
            return new ByteArrayInputStream(array, offset + (int) from, (int) count);
        }
    }

    /** A file in the spool. At most 2 GiB of it can be read at a time. */
    record OnDisk(Path file, long size) implements Content {
        @Override
        public InputStream open(long from, long length) {
            try (FileChannel channel = FileChannel.open(file)) {
                return new ByteBufferBackedInputStream(channel.map(FileChannel.MapMode.READ_ONLY, from, length));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A range of other content. */
    record Stretch(Content whole, long from, long size) implements Content {
        @Override
        public InputStream open(long start, long length) {
            return whole.open(from + start, length);
        }
    }
}
