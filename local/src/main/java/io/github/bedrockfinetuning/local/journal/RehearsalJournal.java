package io.github.bedrockfinetuning.local.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.folders.PrivateFolder;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The journal of a rehearsal, in JSON Lines format. The first entry is the command. The following entries are the
 * events of function invocations. An entry is written to the operating system before it can have effects, so it
 * survives a crash of this process. An incomplete last entry is discarded. Only one process at a time can lock the
 * journal.
 */
public final class RehearsalJournal implements AutoCloseable {
    private static final String NAME = "journal.jsonl";
    private static final String COMMAND = "command";
    private static final String START = "{\"" + COMMAND + "\":";
    private static final String INVOCATION = "invocation";
    private static final ObjectMapper JSON = Json.mapper();

    /** The position of an entry in the journal file. */
    private record Place(long from, int length) {}

    private final Path folder;
    private final FileChannel file;
    private final Map<Integer, List<Place>> places = new HashMap<>();
    private long end;

    private RehearsalJournal(Path folder, FileChannel file) {
        this.folder = folder;
        this.file = file;
    }

    /**
     * Opens the journal in a folder. Creates the folder if it does not exist.
     *
     * @param command the options of the command, by the names on the command line
     * @throws IllegalArgumentException if the folder cannot be used; the message contains the reason and the remedy
     */
    public static RehearsalJournal open(Path folder, Map<String, String> command) {
        try {
            RehearsalJournal journal = new RehearsalJournal(folder, locked(folder));
            try {
                journal.load(new TreeMap<>(command));
                return journal;
            } catch (IOException | RuntimeException e) {
                journal.close();
                throw e;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    folder + " cannot store a rehearsal: " + e + ". Specify a folder that you can write to.", e);
        }
    }

    public Path folder() {
        return folder;
    }

    /** Returns whether the journal contained entries when it was opened. */
    public boolean isResumed() {
        return !places.isEmpty();
    }

    /** Returns the entries of an invocation in order, or an empty stream if the invocation was never started. */
    Stream<JsonNode> of(int invocation) {
        return List.copyOf(places.getOrDefault(invocation, List.of())).stream().map(this::read);
    }

    /** Creates an entry. */
    static ObjectNode entry(int invocation) {
        return JSON.createObjectNode().put(INVOCATION, invocation);
    }

    /** Returns the length of the file. It is used as a unique number for the next entry. */
    synchronized long length() {
        return end;
    }

    synchronized void append(ObjectNode entry) {
        try {
            ByteBuffer line = ByteBuffer.wrap((JSON.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                end += file.write(line, end);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The journal in " + folder + " cannot be written.", e);
        }
    }

    /** Unlocks the folder. */
    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel locked(Path folder) throws IOException {
        Path journal = folder.resolve(NAME);
        if (Files.isDirectory(folder) && !Files.exists(journal)) {
            try (Stream<Path> others = Files.list(folder)) {
                if (others.findAny().isPresent()) {
                    throw new IllegalArgumentException(folder
                            + " contains other files and no rehearsal. Specify an empty folder or a new folder.");
                }
            }
        }
        PrivateFolder.of(folder);
        FileChannel file =
                FileChannel.open(journal, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (file.tryLock() != null) {
                return file;
            }
        } catch (OverlappingFileLockException thisProcess) {
            // This process already holds the lock.
        }
        file.close();
        throw new IllegalArgumentException(
                "Another rehearsal is running in " + folder + ". Wait until it ends, or specify a different folder.");
    }

    /** Reads all entries through the same channel. Closing another channel of the file would release the lock. */
    private void load(Map<String, String> command) throws IOException {
        InputStream in = new BufferedInputStream(Channels.newInputStream(file.position(0)), 1 << 16);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean known = false;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b != '\n') {
                line.write(b);
                continue;
            }
            JsonNode entry = parsed(line.toByteArray());
            if (known) {
                places.computeIfAbsent(entry.path(INVOCATION).asInt(), i -> new ArrayList<>())
                        .add(new Place(end, line.size()));
            } else {
                requireSame(command, entry.path(COMMAND));
                known = true;
            }
            end += line.size() + 1;
            line.reset();
        }
        if (!known) {
            String torn = line.toString(StandardCharsets.UTF_8);
            requireOurs(torn.startsWith(START) || START.startsWith(torn));
        }
        file.truncate(end);
        if (!known) {
            ObjectNode first = JSON.createObjectNode();
            first.set(COMMAND, JSON.valueToTree(command));
            append(first);
        }
    }

    private JsonNode read(Place place) {
        ByteBuffer line = ByteBuffer.allocate(place.length());
        try {
            while (line.hasRemaining() && file.read(line, place.from() + line.position()) >= 0) {
                // The loop ends at the end of the entry.
            }
            return JSON.readTree(line.array());
        } catch (IOException e) {
            throw new UncheckedIOException("The journal in " + folder + " cannot be read.", e);
        }
    }

    private JsonNode parsed(byte[] line) throws IOException {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException damaged) {
            requireOurs(end > 0);
            throw new IllegalArgumentException(folder.resolve(NAME) + " is damaged at byte " + end
                    + ". An interruption of the rehearsal cannot cause this. To start again, delete the folder.");
        }
    }

    private void requireOurs(boolean ours) {
        if (!ours) {
            throw new IllegalArgumentException(
                    folder.resolve(NAME) + " is not the journal of a rehearsal. Specify a different folder.");
        }
    }

    private void requireSame(Map<String, String> command, JsonNode kept) {
        requireOurs(kept.isObject());
        TreeSet<String> names = new TreeSet<>(command.keySet());
        kept.fieldNames().forEachRemaining(names::add);
        String different = names.stream()
                .filter(name ->
                        !command.getOrDefault(name, "").equals(kept.path(name).asText()))
                .map(name -> name + " (original " + shown(kept.path(name).asText()) + ", here "
                        + shown(command.getOrDefault(name, "")) + ")")
                .collect(Collectors.joining(", "));
        if (!different.isEmpty()) {
            throw new IllegalArgumentException(folder + " contains a rehearsal with a different command. Differences: "
                    + different
                    + ". Repeat the original command, or specify a different folder.");
        }
    }

    private static String shown(String value) {
        return value.isEmpty() ? "none" : value;
    }
}
