package io.github.bedrockfinetuning.run;

import io.github.bedrockfinetuning.verdict.SystemAnswers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names that files beside run.json have. */
public final class DropFiles {
    /** Records to train on, to follow training with, to compare on, and of other tasks. */
    public static final List<String> PARTS = List.of("train.jsonl", "validation.jsonl", "test.jsonl", "general.jsonl");

    /** How files of recorded answers are called, for users. */
    public static final String ANSWERS = "answers-NAME.jsonl";

    private static final Pattern RECORDED = Pattern.compile("answers-([A-Za-z0-9][A-Za-z0-9_.-]{0,39})\\.jsonl");

    private DropFiles() {}

    /** Those that a folder has, in the order in which they are uploaded. */
    public static List<String> in(Path folder) throws IOException {
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

    /** The file of a system's recorded answers. */
    public static String answers(String system) {
        return "answers-" + system + ".jsonl";
    }

    /** Whether a name has a meaning beside run.json. */
    public static boolean known(String file) {
        return PARTS.contains(file) || system(file).isPresent();
    }

    /**
     * The system whose recorded answers a file holds: {@code NAME} of {@code answers-NAME.jsonl}. Nothing if it is no
     * such file, or the name is one that a run's own systems have.
     */
    public static Optional<String> system(String file) {
        Matcher name = RECORDED.matcher(file);
        return name.matches() && !SystemAnswers.RUNS_OWN.contains(name.group(1))
                ? Optional.of(name.group(1))
                : Optional.empty();
    }
}
