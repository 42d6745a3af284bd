package io.github.bedrockfinetuning.local.cli.data;

import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.dataset.rules.Severity;
import io.github.bedrockfinetuning.run.DropFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files of a dataset folder, organized by purpose, and findings about unknown file names. The workflow ignores
 * unknown files, so a file with a misspelled name is not part of the run.
 *
 * @param parts the file for each set, by the name of the set: the file with this name, or a file whose name is probably
 *     a misspelling
 * @param findings the findings about file names
 */
record FolderNames(Map<String, Path> parts, List<Finding> findings) {
    static final String SETTINGS = FileNames.RUN;
    private static final String TRAINING = FileNames.TRAIN;
    /** Other common file name prefixes for each set. */
    private static final Map<String, List<String>> ALSO = new LinkedHashMap<>(Map.of(
            TRAINING,
            List.of("train", "trn"),
            FileNames.VALIDATION,
            List.of("valid", "val", "dev", "eval"),
            FileNames.TEST,
            List.of("test", "tst", "holdout", "hold_out", "hold-out"),
            FileNames.GENERAL,
            List.of("general"),
            SETTINGS,
            List.of("run", "setting", "config")));

    private static final Set<String> DATA =
            Set.of("jsonl", "json", "csv", "tsv", "ndjson", "txt", "gz", "parquet", "xlsx", "jsonlines");

    static FolderNames of(Path folder) throws IOException {
        Map<String, Path> parts = new LinkedHashMap<>();
        List<Finding> findings = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .forEach(names::add);
        }
        names.stream()
                .filter(name -> DropFiles.known(name) || name.equals(SETTINGS))
                .forEach(name -> parts.put(name, folder.resolve(name)));
        for (String name : names) {
            if (!parts.containsKey(name)) {
                stranger(folder, name, parts).ifPresent(findings::add);
            }
        }
        if (!parts.containsKey(TRAINING)) {
            findings.add(found(
                    Severity.ERROR,
                    "MISSING_FILE",
                    TRAINING,
                    "train.jsonl is missing.",
                    "Add a file with the records to train on."));
        }
        if (!names.contains(SETTINGS)) {
            findings.add(found(
                    Severity.INFO,
                    "MISSING_FILE",
                    SETTINGS,
                    "run.json is missing. A run starts when this file is uploaded.",
                    "./fine-tune submit uploads run.json with default settings. If you upload the folder"
                            + " yourself, create a run.json file that contains {}."));
        }
        return new FolderNames(parts, findings);
    }

    private static Optional<Finding> stranger(Path folder, String name, Map<String, Path> parts) {
        String folded = name.toLowerCase(Locale.ROOT);
        boolean data = DATA.contains(folded.substring(folded.lastIndexOf('.') + 1));
        Optional<String> meant = data || name.startsWith("answers-") ? meant(folded) : Optional.empty();
        String allowed = "The files of a dataset are " + SETTINGS + ", " + String.join(", ", DropFiles.PARTS) + " and "
                + DropFiles.ANSWERS + ".";
        if (meant.isPresent()) {
            boolean taken = parts.containsKey(meant.get());
            if (!taken && folded.endsWith(meant.get().substring(meant.get().lastIndexOf('.')))) {
                parts.put(meant.get(), folder.resolve(name));
            }
            return Optional.of(found(
                    Severity.ERROR,
                    "UNKNOWN_FILE",
                    name,
                    "The workflow does not recognize the file name " + name + " and would ignore the file.",
                    (taken
                                    ? "Remove the file, or merge it with " + meant.get()
                                    : "Rename the file to " + meant.get()
                                            + (folded.endsWith(".jsonl")
                                                            || meant.get().equals(SETTINGS)
                                                    ? ""
                                                    : " and convert it to JSON Lines"))
                            + ". " + (meant.get().equals(DropFiles.ANSWERS) ? DropFiles.ANSWERS_RULE + " " : "")
                            + allowed));
        }
        return Optional.of(found(
                data ? Severity.WARNING : Severity.INFO,
                "UNKNOWN_FILE",
                name,
                "The workflow does not recognize the file name " + name + " and ignores the file.",
                "If the file is not part of the dataset, no action is required. " + allowed));
    }

    /** Returns the set that a lowercase file name probably refers to. */
    private static Optional<String> meant(String name) {
        if (name.startsWith("answer")) {
            return Optional.of(DropFiles.ANSWERS);
        }
        return ALSO.entrySet().stream()
                .filter(part -> part.getValue().stream().anyMatch(name::startsWith))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Finding found(Severity severity, String rule, String file, String message, String remedy) {
        return new Finding(rule, severity, file, null, null, null, message, remedy);
    }
}
