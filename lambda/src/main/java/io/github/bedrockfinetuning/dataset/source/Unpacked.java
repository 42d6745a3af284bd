package io.github.bedrockfinetuning.dataset.source;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file that is decompressed as it is read if it is compressed with gzip. For example, Bedrock invocation logs in
 * Amazon S3 are compressed with gzip. A file that expands beyond a limit is rejected as a possible decompression
 * bomb.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html">Monitor model
 *     invocation using CloudWatch Logs and Amazon S3</a>
 */
public record Unpacked(Source packed) implements Source {
    /**
     * The maximum ratio of the decompressed size to the compressed size. Logs expand about 10 times; gzip can reach
     * 1,000.
     */
    static final int MOST = 200;

    /** The number of bytes that are always decompressed, regardless of the file size. */
    static final int ALWAYS = 1 << 20;

    private static final int BUFFER = 64 << 10;

    @Override
    public String name() {
        return packed.name();
    }

    /** Returns the size of the file as stored, whether or not it is compressed. */
    @Override
    public long size() {
        return packed.size();
    }

    @Override
    public InputStream open() throws IOException {
        InputStream in = new BufferedInputStream(packed.open(), BUFFER);
        try {
            in.mark(2);
            boolean gzip = in.read() == 0x1F && in.read() == 0x8B;
            in.reset();
            return gzip ? new Bounded(new GZIPInputStream(in, BUFFER)) : in;
        } catch (IOException e) {
            in.close();
            throw e instanceof ZipException || e instanceof EOFException ? broken(e) : e;
        }
    }

    private IOException broken(IOException e) {
        return new IOException(
                name() + " is not a complete gzip file: " + e.getMessage()
                        + ". Download it again, or decompress it first.",
                e);
    }

    /** Returns the decompressed bytes, up to the limit. */
    private final class Bounded extends FilterInputStream {
        private long left = Math.max(ALWAYS, size() * MOST);

        Bounded(InputStream unpacked) {
            super(unpacked);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] b, int from, int length) throws IOException {
            int read;
            try {
                read = super.read(b, from, length);
            } catch (ZipException | EOFException e) {
                throw broken(e);
            }
            left -= Math.max(read, 0);
            if (left < 0) {
                throw new IOException(name() + " expands to more than " + MOST
                        + " times its size, which is typical of archives that are designed to exhaust memory or disk "
                        + "space. If you trust the file, decompress it first.");
            }
            return read;
        }
    }
}
