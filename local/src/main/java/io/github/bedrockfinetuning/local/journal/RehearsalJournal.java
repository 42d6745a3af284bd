package io.github.bedrockfinetuning.local.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * A folder's journal: JSON Lines, the first of which says what command it is of, each other one what befell an invocation
 * of a function. An entry is handed to the operating system before anything can follow from it, so that it outlives this
 * process however that ends; what the last write left torn is dropped. One process at a time holds it.
 */
public final class RehearsalJournal implements AutoCloseable {
    private static final String NAME = "journal.jsonl";
    private static final String COMMAND = "command";
    private static final String START = "{\"" + COMMAND + "\":";
    private static final String INVOCATION = "invocation";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where an entry stands. */
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
     * Opens the journal of a folder, which is made if it is not there.
     *
     * @param command what the journal is of, by the names that a user has for it
     * @throws IllegalArgumentException if the folder cannot be used, saying why and what to do
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
                    folder + " cannot keep a rehearsal: " + e + ". Name a folder that you may write to.", e);
        }
    }

    public Path folder() {
        return folder;
    }

    /** Whether something had been written down before it was opened. */
    public boolean isResumed() {
        return !places.isEmpty();
    }

    /** What is known of an invocation, in order; nothing if it never began. */
    Stream<JsonNode> of(int invocation) {
        return List.copyOf(places.getOrDefault(invocation, List.of())).stream().map(this::read);
    }

    /** Begins an entry. */
    static ObjectNode entry(int invocation) {
        return JSON.createObjectNode().put(INVOCATION, invocation);
    }

    /** How long it is: a number that no entry before it has had. */
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

    /** Lets go of the folder. */
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
                    throw new IllegalArgumentException(folder + " holds other things and no rehearsal: name an empty"
                            + " folder, or one that is not there yet.");
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
            // Held, as by any other.
        }
        file.close();
        throw new IllegalArgumentException(
                "Another rehearsal is under way in " + folder + ": wait for its end, or name another folder.");
    }

    /** Reads through the one channel: closing another on the same file would let go of the lock. */
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
                // Until it is whole.
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
                    + ", which no interrupted rehearsal leaves behind. Delete the folder to start anew.");
        }
    }

    private void requireOurs(boolean ours) {
        if (!ours) {
            throw new IllegalArgumentException(
                    folder.resolve(NAME) + " is not the journal of a rehearsal: name another folder.");
        }
    }

    private void requireSame(Map<String, String> command, JsonNode kept) {
        requireOurs(kept.isObject());
        TreeSet<String> names = new TreeSet<>(command.keySet());
        kept.fieldNames().forEachRemaining(names::add);
        String different = names.stream()
                .filter(name ->
                        !command.getOrDefault(name, "").equals(kept.path(name).asText()))
                .map(name -> name + " (there " + shown(kept.path(name).asText()) + ", here "
                        + shown(command.getOrDefault(name, "")) + ")")
                .collect(Collectors.joining(", "));
        if (!different.isEmpty()) {
            throw new IllegalArgumentException(folder + " keeps a rehearsal by another command. What differs: "
                    + different + ". Repeat that command as it was, or name another folder.");
        }
    }

    private static String shown(String value) {
        return value.isEmpty() ? "none" : value;
    }
}
