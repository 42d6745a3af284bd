package io.github.bedrockfinetuning.local.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Checks whether the classes that the rehearsal runs in its own process are identical to the classes in the zip file of
 * the stack.
 */
final class StepsCode {
    private static final String OURS = "io/github/bedrockfinetuning/";

    /** The zip files that were checked, with their last modified times. */
    private static final Map<Path, FileTime> SAME = new ConcurrentHashMap<>();

    private StepsCode() {}

    /** @throws IllegalStateException if a class differs; the message contains the name of the first one */
    static void requireSame(Path zip) throws IOException {
        FileTime changed = Files.getLastModifiedTime(zip);
        if (changed.equals(SAME.get(zip))) {
            return;
        }
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().startsWith(OURS) && !entry.isDirectory()) {
                    requireSame(file, entry);
                }
            }
        }
        SAME.put(zip, changed);
    }

    private static void requireSame(ZipFile file, ZipEntry entry) throws IOException {
        try (InputStream deployed = file.getInputStream(entry);
                InputStream here = StepsCode.class.getClassLoader().getResourceAsStream(entry.getName())) {
            if (here == null || !Arrays.equals(deployed.readAllBytes(), here.readAllBytes())) {
                throw new IllegalStateException("The version of " + entry.getName()
                        + " in the synthesized stack differs from the version in this rehearsal. Build the project "
                        + "again with mvn clean compile. In your own project, use the same version of "
                        + "bedrock-fine-tuning and bedrock-fine-tuning-local.");
            }
        }
    }
}
