package io.github.bedrockfinetuning.preparing;

import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.dataset.rules.Severity;
import io.github.bedrockfinetuning.run.Allowed;
import io.github.bedrockfinetuning.run.Drop;
import io.github.bedrockfinetuning.run.DropFiles;
import io.github.bedrockfinetuning.run.DropKeys;
import io.github.bedrockfinetuning.run.OperatorCommand;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.run.Settings;
import io.github.bedrockfinetuning.run.SettingsReader;
import io.github.bedrockfinetuning.run.Store;
import io.github.bedrockfinetuning.run.StoredObject;
import io.github.bedrockfinetuning.text.Sha256;
import io.github.bedrockfinetuning.text.Visible;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the upload: a pinned version of each file, and the settings. */
final class Intake {
    /** The internal name of the file in a single-file upload. The user chooses its original name. */
    static final String SINGLE = "single.jsonl";

    private static final int LONGEST_NAME = 80;

    /** The duration within which the files of one copied folder usually arrive. */
    private static final Duration ONE_COPY = Duration.ofMinutes(10);

    private final Run run;
    private final String key;
    private final String versionId;
    private final Path directory;
    private final List<Finding> findings = new ArrayList<>();
    private final List<RunRecord.Input> inputs = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Intake(Run run, Drop drop, Path directory) {
        this.run = run;
        this.key = drop.key();
        this.versionId = drop.versionId();
        this.directory = directory;
        if (versionId.isEmpty()) {
            throw new PermanentFailure("The upload has no version ID. Enable versioning for the bucket "
                    + store().datasets() + ", and upload the dataset again.");
        }
    }

    /**
     * The result of reading the upload.
     *
     * @param settings the settings; null if they were rejected
     * @param inputs the versions whose bytes are in the directory under their file names
     */
    record Taken(String dataset, @Nullable Settings settings, List<RunRecord.Input> inputs, List<Finding> findings) {
        /** Returns the settings. Call this method only if there are no findings. */
        Settings requireSettings() {
            return Objects.requireNonNull(settings);
        }

        /** Returns the names of the recorded-answers files. */
        List<String> answers() {
            return inputs.stream()
                    .map(RunRecord.Input::file)
                    .filter(file -> DropFiles.system(file).isPresent())
                    .toList();
        }

        boolean has(String file) {
            return inputs.stream().anyMatch(input -> input.file().equals(file));
        }
    }

    /** Returns whether a newer version of the upload exists. The newer version starts its own run. */
    boolean superseded() {
        return store().newest(store().datasets(), key)
                .filter(newest -> !newest.versionId().equals(versionId))
                .isPresent();
    }

    Taken take() throws IOException {
        String dataset = DropKeys.dataset(key)
                .orElseThrow(() -> new PermanentFailure("The object that started this run is not a valid upload."
                        + " Valid uploads are inbox/<dataset>.jsonl and inbox/<dataset>/run.json."));
        @Nullable Settings settings;
        if (DropKeys.folder(key)) {
            settings = folder();
        } else {
            settings = settings("{}".getBytes(StandardCharsets.UTF_8));
            download(SINGLE, pinned(key, versionId));
        }
        return new Taken(dataset, settings, List.copyOf(inputs), List.copyOf(findings));
    }

    private @Nullable Settings folder() throws IOException {
        StoredObject signal = pinned(key, versionId);
        Path file = directory.resolve(FileNames.RUN);
        store().download(signal.bucket(), signal.key(), signal.versionId(), file);
        Settings settings = settings(Files.readAllBytes(file));
        if (settings == null) {
            return null;
        }
        List<String> files = files(settings);
        Optional<Finding> tooMany = RecordedAnswers.tooMany(files.size() - DropFiles.PARTS.size());
        if (tooMany.isPresent()) {
            findings.add(tooMany.get());
            return settings;
        }
        for (String name : files) {
            Optional<StoredObject> found = settings.versions().isEmpty()
                    ? unpinned(name, signal.lastModified())
                    : Optional.ofNullable(settings.versions().get(name))
                            .map(version -> pinned(DropKeys.beside(key, name), version));
            if (found.isPresent()) {
                download(name, found.get());
            }
        }
        if (inputs.stream().noneMatch(input -> input.file().equals(FileNames.TRAIN)) && findings.isEmpty()) {
            refuse(
                    "folder-without-training",
                    FileNames.TRAIN,
                    "The folder of run.json does not contain train.jsonl.",
                    "Upload train.jsonl first and run.json last.");
        }
        return settings;
    }

    /** Returns the names of the files that this dataset can contain, including its recorded-answers files. */
    private List<String> files(Settings settings) {
        List<String> names = new ArrayList<>(DropFiles.PARTS);
        if (!settings.versions().isEmpty()) {
            settings.versions().keySet().stream()
                    .filter(name -> DropFiles.system(name).isPresent())
                    .forEach(names::add);
            return names;
        }
        String prefix = DropKeys.beside(key, "answers-");
        for (String found : store().keys(store().datasets(), prefix, null, RecordedAnswers.MOST + 1)) {
            String name = found.substring(prefix.length() - "answers-".length());
            if (DropFiles.system(name).isPresent()) {
                names.add(name);
            } else {
                refuse(
                        "recorded-answers",
                        Visible.text(name, LONGEST_NAME),
                        "The file looks like recorded answers, but its name does not specify a system that can be compared.",
                        "Rename it to " + DropFiles.ANSWERS + ". " + DropFiles.ANSWERS_RULE);
            }
        }
        return names;
    }

    /**
     * Returns the newest version of a file, unless that version is newer than run.json. A recursive copy does not
     * preserve the order of files, so only older objects certainly belong to the upload.
     */
    private Optional<StoredObject> unpinned(String name, Instant signal) {
        Optional<StoredObject> newest = store().newest(store().datasets(), DropKeys.beside(key, name));
        if (newest.filter(object -> object.lastModified().isAfter(signal)).isPresent()) {
            refuse(
                    "newer-than-run-json",
                    name,
                    "The file was uploaded after run.json, so it might not belong to this run.",
                    "Upload run.json again after all other files, or use "
                            + OperatorCommand.of(run.platform(), "submit FOLDER") + ", which pins versions.");
            return Optional.empty();
        }
        newest.map(StoredObject::lastModified)
                .filter(uploaded -> uploaded.isBefore(signal.minus(ONE_COPY)))
                .ifPresent(uploaded -> notes.add("This run uses the " + name + " that was uploaded at "
                        + uploaded.truncatedTo(ChronoUnit.SECONDS) + ", before run.json at "
                        + signal.truncatedTo(ChronoUnit.SECONDS)
                        + ". If you copied a newer version together with run.json, it arrived too late for this run."
                        + " To use it, stop this run and upload run.json again."));
        return newest;
    }

    /** Returns notes for the user on files that are older than run.json. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    private StoredObject pinned(String object, String version) {
        return store().version(store().datasets(), object, version)
                .orElseThrow(() -> new PermanentFailure(
                        "An uploaded file, or the version of the file that this run reads, was deleted. Nothing "
                                + "was started. Upload the dataset again."));
    }

    private @Nullable Settings settings(byte[] bytes) {
        SettingsReader.Result result = SettingsReader.read(FileNames.RUN, bytes, Allowed.of(run.platform()));
        findings.addAll(result.findings());
        return result.settings();
    }

    private void download(String file, StoredObject object) throws IOException {
        Path path = directory.resolve(file);
        store().download(object.bucket(), object.key(), object.versionId(), path);
        inputs.add(new RunRecord.Input(file, object.key(), object.versionId(), Files.size(path), Sha256.hex(path)));
    }

    private void refuse(String rule, String file, String message, String remedy) {
        findings.add(new Finding(rule, Severity.ERROR, file, null, null, null, message, remedy));
    }

    private Store store() {
        return run.store();
    }
}
