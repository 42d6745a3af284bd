package io.github.bedrockfinetuning.dataset.source;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file that may be packed with gzip, as Bedrock's invocation logs are in S3, unpacked while it is read. One that grows
 * beyond all measure by that is refused: it was made to exhaust whoever unpacks it.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html">Monitor model
 *     invocation using CloudWatch Logs and Amazon S3</a>
 */
public record Unpacked(Source packed) implements Source {
    /** How many times its size a file may grow. Logs grow some ten times; gzip can reach a thousand. */
    static final int MOST = 200;

    /** In bytes: so much is unpacked from however small a file. */
    static final int ALWAYS = 1 << 20;

    private static final int BUFFER = 64 << 10;

    @Override
    public String name() {
        return packed.name();
    }

    /** Of the file as it is, packed or not. */
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
                name() + " is no whole gzip file: " + e.getMessage() + ". Download it again, or unpack it first.", e);
    }

    /** Passes on what is unpacked, up to the bound. */
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
                throw new IOException(name() + " unpacks to more than " + MOST
                        + " times its size, as archives do that are made to exhaust memory or disk. If it is to be"
                        + " trusted, unpack it first.");
            }
            return read;
        }
    }
}
