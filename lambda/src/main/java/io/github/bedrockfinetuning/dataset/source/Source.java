package io.github.bedrockfinetuning.dataset.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes that can be read more than once. */
public interface Source {
    /** Returns the file name that is used in findings. */
    String name();

    /** Returns the size in bytes. */
    long size();

    /** Opens a new stream at the first byte. The caller must close it. */
    InputStream open() throws IOException;

    /**
     * Returns a source for a file on disk, with the file's own name.
     *
     * @throws IOException if it cannot be read
     */
    static Source of(Path path) throws IOException {
        return of(path, path.getFileName().toString());
    }

    /**
     * Returns a source for a file on disk, with a different name.
     *
     * @throws IOException if it cannot be read, or is a pipe, a device, a socket or a folder, because reading one might
     *     never end
     */
    static Source of(Path path, String name) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new IOException(
                    path + " is not a regular file. Specify a file, not a folder, pipe, socket, or device.");
        }
        long size = Files.size(path);
        return new Source() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(path);
            }
        };
    }
}
