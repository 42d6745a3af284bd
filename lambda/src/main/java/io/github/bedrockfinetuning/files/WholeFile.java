package io.github.bedrockfinetuning.files;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;

/**
 * A file that is written atomically. The content is first written to a temporary file in the same folder, with the
 * permissions that the user's umask allows. The file can replace another file, but not a device, folder, pipe, or link.
 */
public final class WholeFile implements Closeable {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path place;
    private final Path part;

    /**
     * Creates the file.
     *
     * @throws IOException if the path exists and is not a regular file
     */
    public WholeFile(Path place) throws IOException {
        this.place = place.toAbsolutePath();
        requireReplaceable(place);
        part = this.place.resolveSibling(
                "." + this.place.getFileName() + "." + Long.toHexString(RANDOM.nextLong()) + ".part");
    }

    /** Writes a string in UTF-8. */
    public static void write(Path place, String text) throws IOException {
        write(place, text.getBytes(StandardCharsets.UTF_8));
    }

    public static void write(Path place, byte[] bytes) throws IOException {
        try (WholeFile file = new WholeFile(place)) {
            try (OutputStream out = file.open()) {
                out.write(bytes);
            }
            file.finish();
        }
    }

    /**
     * Opens the file for writing. Can be called only once.
     *
     * @throws IOException if the folder does not exist or is not writable
     */
    public OutputStream open() throws IOException {
        Path folder = place.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException(
                    "The folder " + folder + " for " + place.getFileName() + " does not exist. Create it.");
        }
        return Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Opens the file for writing text in UTF-8, as described for {@link #open}. */
    public BufferedWriter writer() throws IOException {
        return new BufferedWriter(new OutputStreamWriter(open(), StandardCharsets.UTF_8.newEncoder()));
    }

    /** Moves the file to its path. Close the stream or writer first. */
    public void finish() throws IOException {
        requireReplaceable(place);
        try {
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, place, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Deletes the temporary file if it was not finished. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(part);
    }

    private static void requireReplaceable(Path place) throws IOException {
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(place + (Files.isSymbolicLink(place) ? " is a link" : " is not a regular file")
                    + ". Only regular files can be replaced. Specify another file.");
        }
    }
}
