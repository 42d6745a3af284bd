package io.github.bedrockfinetuning.local.aws.wire;

import io.github.bedrockfinetuning.local.folders.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Stores request and response bodies. Small bodies are stored in memory, and large bodies in a temporary folder that
 * is deleted on close.
 */
public final class Spool implements AutoCloseable {
    private static final int IN_MEMORY = 4 << 20;

    /** The temporary folder, which is created when the first large body is stored. */
    private @Nullable Path directory;

    private long files;

    /** Reads a stream to its end without closing it. */
    public Content take(InputStream in) throws IOException {
        byte[] start = in.readNBytes(IN_MEMORY);
        if (start.length < IN_MEMORY) {
            return start.length == 0 ? Content.EMPTY : Content.of(start);
        }
        Path file = newFile();
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(start);
            in.transferTo(out);
        }
        return Content.of(file, Files.size(file));
    }

    private synchronized Path newFile() throws IOException {
        if (directory == null) {
            directory = Files.createTempDirectory("local-aws-");
        }
        return directory.resolve(Long.toString(files++));
    }

    @Override
    public synchronized void close() {
        if (directory == null) {
            return;
        }
        try {
            Folders.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        directory = null;
    }
}
