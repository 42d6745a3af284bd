package io.github.bedrockfinetuning.answers;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Stores byte arrays in a file and reads them one at a time, so that memory use does not grow with their length. The
 * caller deletes the file after closing this object.
 */
public final class Spool implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long written;
    private long[] ends = new long[1_024];
    private int size;

    /**
     * Creates a spool.
     *
     * @param path the path of a file that does not exist yet
     */
    public Spool(Path path) {
        try {
            file = FileChannel.open(
                    path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.READ);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stores a byte array and returns its number, starting at 0. */
    public synchronized int add(byte[] piece) {
        if (piece.length > buffer.remaining()) {
            flush();
        }
        if (piece.length > buffer.capacity()) {
            write(ByteBuffer.wrap(piece));
        } else {
            buffer.put(piece);
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
        }
        ends[size] = (size == 0 ? 0 : ends[size - 1]) + piece.length;
        return size++;
    }

    public synchronized byte[] get(int number) {
        if (number < 0 || number >= size) {
            throw new IndexOutOfBoundsException("The spool has no byte array with the number " + number
                    + ". The number of byte arrays is " + size + ".");
        }
        flush();
        long from = number == 0 ? 0 : ends[number - 1];
        ByteBuffer piece = ByteBuffer.allocate(Math.toIntExact(ends[number] - from));
        try {
            while (piece.hasRemaining()) {
                if (file.read(piece, from + piece.position()) < 0) {
                    throw new EOFException("The file is shorter than the data that was written to it.");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return piece.array();
    }

    public synchronized int size() {
        return size;
    }

    private void flush() {
        buffer.flip();
        write(buffer);
        buffer.clear();
    }

    private void write(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                written += file.write(bytes, written);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
