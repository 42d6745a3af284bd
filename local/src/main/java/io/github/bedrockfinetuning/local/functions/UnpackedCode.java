package io.github.bedrockfinetuning.local.functions;

import io.github.bedrockfinetuning.local.folders.Folders;
import io.github.bedrockfinetuning.local.functions.agent.HandlerClock;
import io.github.bedrockfinetuning.local.functions.agent.TimeAgent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Manages the files of handler processes: unpacked zip files, the JAR file of the agent, and temporary folders. */
final class UnpackedCode implements AutoCloseable {
    private static final List<String> AGENT = List.of(
            TimeAgent.class.getName(),
            HandlerClock.class.getName(),
            TimeAgent.class.getPackageName() + ".ConstantPool");

    private final Map<Path, Path> unpacked = new HashMap<>();
    private @Nullable Path root;
    private @Nullable Path agent;
    private int directories;

    /** Returns the folder with the contents of a zip file. A zip file is unpacked only once. */
    synchronized Path of(Path zip) throws IOException {
        Path known = unpacked.get(zip);
        if (known == null) {
            known = newDirectory();
            unpack(zip, known);
            unpacked.put(zip, known);
        }
        return known;
    }

    synchronized Path agent() throws IOException {
        if (agent == null) {
            agent = newDirectory().resolve("agent.jar");
            Manifest manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.getMainAttributes().putValue("Premain-Class", TimeAgent.class.getName());
            try (OutputStream file = Files.newOutputStream(agent);
                    JarOutputStream jar = new JarOutputStream(file, manifest)) {
                for (String name : AGENT) {
                    String path = name.replace('.', '/') + ".class";
                    jar.putNextEntry(new JarEntry(path));
                    try (InputStream in = TimeAgent.class.getClassLoader().getResourceAsStream(path)) {
                        in.transferTo(jar);
                    }
                }
            }
        }
        return agent;
    }

    synchronized Path newDirectory() throws IOException {
        if (root == null) {
            root = Files.createTempDirectory("handlers-");
        }
        return Files.createDirectory(root.resolve(Integer.toString(directories++)));
    }

    @Override
    public synchronized void close() {
        if (root == null) {
            return;
        }
        try {
            Folders.delete(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        root = null;
    }

    private static void unpack(Path zip, Path into) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Path target = into.resolve(entry.getName()).normalize();
                if (!target.startsWith(into)) {
                    throw new IOException(
                            zip + " contains an entry with a path outside the target folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    try (InputStream in = file.getInputStream(entry)) {
                        Files.copy(in, target);
                    }
                }
            }
        }
    }
}
