package io.github.bedrockfinetuning.preparing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.answering.Batch;
import io.github.bedrockfinetuning.answering.Batches;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.dataset.preparation.Preparation;
import io.github.bedrockfinetuning.dataset.record.Question;
import io.github.bedrockfinetuning.files.Workspace;
import io.github.bedrockfinetuning.run.DropFiles;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the files that training and comparison read. They are written only once. */
final class StagedFiles {
    private static final String GENERAL = "general/";

    private final Run run;

    StagedFiles(Run run) {
        this.run = run;
    }

    /**
     * Stages the files of a run.
     *
     * @param asked the file that {@link #asked} returns
     */
    void stage(RunRecord record, Preparation.Prepared prepared, Path asked, Workspace workspace) throws IOException {
        stage(FileNames.TRAIN, prepared.files().train());
        stage(FileNames.VALIDATION, prepared.files().validation());
        stage(FileNames.TEST, asked);
        stage(FileNames.GENERAL, prepared.files().general());
        List<Batch> batches = Batches.of(asked, record.count("test") + record.count("general"));
        List<String> baselines = new ArrayList<>();
        baselines.addAll(lines(batches, SystemRole.BASE.id()));
        if (record.settings().referenceModel() != null) {
            baselines.addAll(lines(batches, SystemRole.REFERENCE.id()));
        }
        if (record.promoted() != null && record.promoted().endpoint() != null) {
            baselines.addAll(lines(batches, SystemRole.PROMOTED.id()));
        }
        for (String system : record.recorded()) {
            stage(
                    DropFiles.answers(system),
                    RecordedAnswers.staged(workspace, system, record.settings().sensitive()));
        }
        stage(FileNames.BATCHES, write(workspace, FileNames.BATCHES, lines(batches, null)));
        stage(FileNames.BASELINES, write(workspace, FileNames.BASELINES, baselines));
    }

    /** Writes all questions for the systems: the test set, followed by the general set with unique IDs. */
    static Path asked(Preparation.Prepared prepared, Workspace workspace) throws IOException {
        Path test = prepared.files().requireTest();
        Path generalSet = prepared.files().general();
        if (generalSet == null) {
            return test;
        }
        Path asked = Files.copy(test, workspace.file("asked.jsonl"), StandardCopyOption.REPLACE_EXISTING);
        Set<String> taken = ids(test);
        try (BufferedReader general = Files.newBufferedReader(generalSet);
                BufferedWriter out = Files.newBufferedWriter(asked, StandardOpenOption.APPEND)) {
            for (String line = general.readLine(); line != null; line = general.readLine()) {
                out.write(general(Question.parse(line), taken).toJson());
                out.write('\n');
            }
        }
        return asked;
    }

    /**
     * Returns a question from the general set with a unique ID.
     *
     * @param taken the IDs of the other questions; the new one is added
     */
    private static Question general(Question question, Set<String> taken) {
        String id = GENERAL + question.id();
        while (!taken.add(id)) {
            id = GENERAL + id;
        }
        return new Question(id, question.system(), question.turns(), question.reference(), question.fields());
    }

    private static Set<String> ids(Path questions) throws IOException {
        Set<String> ids = new HashSet<>();
        try (BufferedReader lines = Files.newBufferedReader(questions)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                ids.add(Question.parse(line).id());
            }
        }
        return ids;
    }

    private static List<String> lines(List<Batch> batches, @Nullable String system) {
        return batches.stream()
                .map(batch -> {
                    ObjectNode line = Json.object();
                    if (system != null) {
                        line.put(StateFields.SYSTEM, system);
                    }
                    return Json.text(line.setAll(batch.toJson()));
                })
                .toList();
    }

    private static Path write(Workspace workspace, String name, List<String> lines) throws IOException {
        return Files.writeString(workspace.file(name), String.join("\n", lines) + "\n");
    }

    private void stage(String name, @Nullable Path file) {
        if (file != null) {
            run.store().stage(run.store().datasets(), run.staged(name), file, Run.JSON_LINES);
        }
    }
}
