package io.github.bedrockfinetuning.local.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.ZipFile;

/** Calculates checksums of files. */
final class Checksums {
    private static final int BUFFER = 1 << 16;

    private Checksums() {}

    /**
     * Returns the size of a file and two CRCs of its content. They detect changes in hundreds of megabytes of JAR files
     * much faster than a cryptographic hash. Protection against deliberate collisions is not required.
     */
    static String of(Path file) throws IOException {
        CRC32 crc32 = new CRC32();
        CRC32C crc32c = new CRC32C();
        long size = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                crc32.update(buffer, 0, read);
                crc32c.update(buffer, 0, read);
                size += read;
            }
        }
        return size + "-" + Long.toHexString(crc32.getValue()) + "-" + Long.toHexString(crc32c.getValue());
    }

    /** Returns whether a file is a JAR file that contains the specified entry. */
    static boolean holds(Path jar, String entry) throws IOException {
        if (!Files.isRegularFile(jar)) {
            return false;
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.getEntry(entry) != null;
        }
    }
}
