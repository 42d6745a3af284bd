package io.github.bedrockfinetuning.local.prove.experiments;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists the resources that the experiments created and have not removed yet. An entry is written before the resource
 * is created, so after a crash the next {@code prove} can complete the clean-up. Unlike the results, the journal
 * contains names. It is deleted when all resources are removed.
 */
public final class CleanUpJournal {
    private static final ObjectMapper JSON =
            JsonMapper.builder().findAndAddModules().build();

    /**
     * A resource that an experiment created.
     *
     * @param kind {@link #RUN}, {@link #UPLOAD} or {@link #CHANGE_SET}
     * @param name the key of the uploaded object, the key of the object that started the run, or the name of the change
     *     set
     * @param since the creation time, in seconds since 1970
     */
    public record Entry(String kind, String name, long since) {
        public Instant madeAt() {
            return Instant.ofEpochSecond(since);
        }
    }

    public static final String RUN = "run";
    public static final String UPLOAD = "upload";
    static final String CHANGE_SET = "change-set";

    private final Optional<Path> file;
    private final List<Entry> entries = new ArrayList<>();

    /** @param file the file of the journal; if it exists, the journal is continued */
    public CleanUpJournal(Optional<Path> file) {
        this.file = file;
        file.filter(Files::exists).ifPresent(there -> entries.addAll(read(there)));
    }

    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    synchronized void add(String kind, String name, Instant now) {
        entries.add(new Entry(kind, name, now.getEpochSecond()));
        write();
    }

    public synchronized void remove(Entry entry) {
        entries.remove(entry);
        write();
    }

    private void write() {
        if (file.isEmpty()) {
            return;
        }
        try {
            if (entries.isEmpty()) {
                Files.deleteIfExists(file.get());
            } else {
                Files.createDirectories(file.get().toAbsolutePath().getParent());
                Files.write(file.get(), JSON.writeValueAsBytes(entries));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Entry> read(Path file) {
        try {
            return JSON.readValue(Files.readAllBytes(file), new TypeReference<List<Entry>>() {});
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    file + " is not a journal of an earlier prove command. Check the Bedrock console for remaining"
                            + " resources, then delete the file.",
                    e);
        }
    }
}
