package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.functions.MemoryUse;
import io.github.bedrockfinetuning.local.journal.RehearsalJournal;
import io.github.bedrockfinetuning.local.journal.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A rehearsal that is saved in a folder. The folder contains its journal and, when it has ended, its outcome. */
final class KeptRun implements AutoCloseable {
    private static final ObjectMapper JSON = Json.mapper();
    private static final ObjectWriter SORTED = JSON.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    /** The members that store the parts of the outcome that its JSON otherwise does not contain. */
    private static final String STATUS = "finalStatus";

    private static final String STORED = "storedModels";

    private final RehearsalJournal journal;
    private final Path outcome;

    private KeptRun(RehearsalJournal journal) {
        this.journal = journal;
        this.outcome = journal.folder().resolve("outcome.json");
    }

    /** @throws IllegalArgumentException if the folder cannot be used or contains another rehearsal */
    static KeptRun open(Path folder, Assembly assembly, String region, Upload upload, Rehearsal.Request request)
            throws IOException {
        return new KeptRun(RehearsalJournal.open(folder, command(assembly, region, upload, request)));
    }

    void tell(Progress progress) throws IOException {
        if (finished().isPresent()) {
            progress.said("The rehearsal in " + journal.folder() + " has ended. Its outcome:");
        } else if (journal.isResumed()) {
            progress.said("Resuming the rehearsal in " + journal.folder() + " ...");
        }
    }

    Wiring wiring(Wiring wiring) {
        return wiring.journaled(journal);
    }

    /** Returns the outcome, or an empty {@code Optional} if the rehearsal has not ended. */
    Optional<Outcome> finished() throws IOException {
        if (!Files.exists(outcome)) {
            return Optional.empty();
        }
        JsonNode json = JSON.readTree(outcome.toFile());
        return Optional.of(new Outcome(
                json.path(StateFields.RUN_ID).textValue(),
                json.path("status").asText(),
                new Outcome.Scores(json.path("verdict").textValue(), json.path("systems"), json.path("comparisons")),
                json.path("findings"),
                new Outcome.Bill(
                        json.path("stillBilling"),
                        json.path("billed"),
                        json.path(STORED).asInt()),
                new Outcome.Trace(
                        list(json.path("states"), Outcome.StateRow[].class),
                        json.path("seconds").asDouble(),
                        list(json.path("functions"), MemoryUse[].class)),
                json.path("report").textValue(),
                json.path(STATUS)));
    }

    /** Writes the outcome to a file and returns the outcome that is read from this file. */
    Outcome finish(Outcome ended) throws IOException {
        ObjectNode json = JSON.valueToTree(ended);
        json.set(STATUS, ended.finalStatus());
        json.put(STORED, ended.bill().storedModels());
        Path whole = journal.folder().resolve("outcome.json.part");
        JSON.writerWithDefaultPrettyPrinter().writeValue(whole.toFile(), json);
        Files.move(whole, outcome, StandardCopyOption.ATOMIC_MOVE);
        return finished().orElseThrow();
    }

    @Override
    public void close() {
        journal.close();
    }

    private static <T> List<T> list(JsonNode json, Class<T[]> type) throws IOException {
        return json.isArray() ? List.of(JSON.treeToValue(json, type)) : List.of();
    }

    /** Returns all inputs of a rehearsal. */
    private static Map<String, String> command(
            Assembly assembly, String region, Upload upload, Rehearsal.Request request) throws IOException {
        Sha256 dataset = new Sha256();
        for (Map.Entry<String, Content> object : upload.objects().entrySet()) {
            try (InputStream in = object.getValue().open()) {
                dataset.add(object.getKey()).add(in, object.getValue().size());
            }
        }
        Map<String, String> command = new TreeMap<>();
        command.put("dataset", upload.name() + " " + dataset.shortened());
        command.put("Region", region);
        command.put("--model", request.model().orElse(""));
        command.put(
                "--fault", request.faults().stream().map(FaultSpec::toString).collect(Collectors.joining(" ")));
        command.put("--approve", request.approve() ? "yes" : "");
        command.put("--processes", request.processes() ? "yes" : "");
        command.put("workflow", assembly.workflow());
        // The order of keys can differ between syntheses, so the keys are sorted.
        command.put("template", Sha256.of(SORTED.writeValueAsString(JSON.treeToValue(assembly.template(), Map.class))));
        command.put("build of the rehearsal", build());
        return command;
    }

    /** Returns the hash of the simulation code. The template already contains the hash of the handlers. */
    private static String build() throws IOException {
        try {
            Path code = Path.of(KeptRun.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(code)) {
                return hash(code);
            }
            try (FileSystem jar = FileSystems.newFileSystem(code)) {
                return hash(jar.getPath("/"));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(Path root) throws IOException {
        Sha256 all = new Sha256();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.add(root.relativize(file).toString()).add(Files.readAllBytes(file));
            }
        }
        return all.shortened();
    }
}
