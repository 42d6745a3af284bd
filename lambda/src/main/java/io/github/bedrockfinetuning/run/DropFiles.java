package io.github.bedrockfinetuning.run;

import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.SystemRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The names of the files that can be in the same folder as run.json. */
public final class DropFiles {
    /** The files that contain training, validation, test, and general records. */
    public static final List<String> PARTS =
            List.of(FileNames.TRAIN, FileNames.VALIDATION, FileNames.TEST, FileNames.GENERAL);

    /** The name pattern of recorded-answers files, as shown in messages. */
    public static final String ANSWERS = "answers-NAME.jsonl";

    /** The rule for NAME in {@link #ANSWERS}, as a sentence for messages. */
    public static final String ANSWERS_RULE =
            "NAME must consist of 1 to 40 letters, digits, \"-\", \"_\", or \".\", must"
                    + " begin with a letter or digit, and cannot be one of " + String.join(", ", SystemRole.ids())
                    + ".";

    private static final String SETTINGS = FileNames.RUN;
    /** Names that other tools use for these files. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "training.jsonl", FileNames.TRAIN,
            "valid.jsonl", FileNames.VALIDATION,
            "val.jsonl", FileNames.VALIDATION,
            "dev.jsonl", FileNames.VALIDATION,
            "testing.jsonl", FileNames.TEST,
            "eval.jsonl", FileNames.TEST,
            "settings.json", SETTINGS,
            "answers.jsonl", ANSWERS);
    /** The maximum number of letters by which a misspelled name can differ from a known name. */
    private static final int SLIPS = 2;

    private static final Pattern RECORDED = Pattern.compile("answers-([A-Za-z0-9][A-Za-z0-9_.-]{0,39})\\.jsonl");

    private DropFiles() {}

    /**
     * Returns the known files in a folder, in upload order. Other files are ignored.
     *
     * @throws IllegalArgumentException if the folder contains files whose names look like misspellings, which no run
     *     would read
     */
    public static List<String> in(Path folder) throws IOException {
        Map<String, String> misnamed = misnamed(folder);
        if (!misnamed.isEmpty()) {
            throw new IllegalArgumentException(folder + " contains files that no run reads: "
                    + misnamed.entrySet().stream()
                            .map(file -> file.getKey() + " (" + file.getValue() + "?)")
                            .collect(Collectors.joining(", "))
                    + ". Rename them or remove them from the folder.");
        }
        List<String> files = new ArrayList<>(PARTS);
        files.removeIf(part -> !Files.exists(folder.resolve(part)));
        try (Stream<Path> all = Files.list(folder)) {
            all.map(file -> file.getFileName().toString())
                    .filter(file -> file.startsWith("answers-") && file.endsWith(".jsonl"))
                    .sorted()
                    .forEach(files::add);
        }
        return files;
    }

    /** Returns the files whose names are similar to a known name, and the names that were probably intended. */
    private static Map<String, String> misnamed(Path folder) throws IOException {
        Map<String, String> misnamed = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.map(file -> file.getFileName().toString())
                    .filter(file -> !known(file) && !file.equals(SETTINGS))
                    .forEach(file -> meant(file).ifPresent(name -> misnamed.put(file, name)));
        }
        return misnamed;
    }

    /**
     * Returns the file name that was probably intended by a misspelled or unusual name, or an empty Optional if there
     * is none.
     */
    public static Optional<String> meant(String file) {
        String lower = file.toLowerCase(Locale.ROOT);
        if (OTHER_NAMES.containsKey(lower)) {
            return Optional.of(OTHER_NAMES.get(lower));
        }
        return Stream.concat(PARTS.stream(), Stream.of(SETTINGS))
                .filter(name -> slips(lower, name) <= SLIPS)
                .findFirst();
    }

    /** Returns the number of letters to insert, delete, or replace to change one name into the other. */
    private static int slips(String one, String other) {
        int[] before = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[before.length];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int exchanged = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(exchanged, Math.min(before[j], now[j - 1]) + 1);
            }
            before = now;
        }
        return before[other.length()];
    }

    /** Returns the name of a system's recorded-answers file. */
    public static String answers(String system) {
        return "answers-" + system + ".jsonl";
    }

    /** Returns whether a file has a defined meaning in the same folder as run.json. */
    public static boolean known(String file) {
        return PARTS.contains(file) || system(file).isPresent();
    }

    /**
     * Returns the system whose recorded answers a file contains: {@code NAME} in {@code answers-NAME.jsonl}. Empty if
     * the file is not such a file, or if the name is reserved for a run's own systems.
     */
    public static Optional<String> system(String file) {
        Matcher name = RECORDED.matcher(file);
        return name.matches() && SystemRole.of(name.group(1)).isEmpty() ? Optional.of(name.group(1)) : Optional.empty();
    }
}
