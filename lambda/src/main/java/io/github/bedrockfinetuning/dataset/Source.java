package io.github.bedrockfinetuning.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes that can be read more than once. */
public interface Source {
    /** The name that findings give. */
    String name();

    /** In bytes. */
    long size();

    /** Opens a new stream at the first byte; the caller closes it. */
    InputStream open() throws IOException;

    /**
     * A file on disk under its own name.
     *
     * @throws IOException if it cannot be read
     */
    static Source of(Path path) throws IOException {
        return of(path, path.getFileName().toString());
    }

    /** A file on disk under another name. */
    static Source of(Path path, String name) throws IOException {
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
