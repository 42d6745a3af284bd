package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.Prefixes;
import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.files.WholeFile;
import io.github.bedrockfinetuning.local.aws.s3.ObjectVersion;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.folders.PrivateFolder;
import io.github.bedrockfinetuning.local.journal.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the reports of a rehearsal to a separate folder. The folder also contains {@code rehearsal.json} with the
 * settings of the rehearsal and the hashes of all dataset files. Run IDs do not distinguish rehearsals, because they
 * are derived from names and versions, and every local simulation starts with the same version.
 */
final class ReportFolder {
    private static final List<String> REPORTS = List.of(
            FileNames.REPORT_PAGE,
            FileNames.REPORT,
            FileNames.ITEMS,
            FileNames.ANSWERS,
            FileNames.DATA_PAGE,
            FileNames.DATA);
    private static final ObjectWriter WRITER = Json.mapper().writerWithDefaultPrettyPrinter();

    private final Rehearsal.Request request;
    private final Upload upload;

    ReportFolder(Rehearsal.Request request, Upload upload) {
        this.request = request;
        this.upload = upload;
    }

    /**
     * Copies the reports of a run from the results bucket. Returns the path of the report, or of the data report if
     * there is no other.
     */
    String write(DeployedStack stack, String runId) throws IOException {
        Path folder = null;
        Path shown = null;
        for (String name : REPORTS) {
            Optional<ObjectVersion> object =
                    stack.aws().s3().get(stack.results(), Prefixes.REPORTS + runId + "/" + name);
            if (object.isPresent()) {
                folder = folder == null ? folder(runId) : folder;
                copy(object.get().content(), folder.resolve(name));
                if (shown == null && name.endsWith(".html")) {
                    shown = folder.resolve(name);
                }
            }
        }
        if (folder != null) {
            WholeFile.write(folder.resolve("rehearsal.json"), WRITER.writeValueAsBytes(description(runId)));
        }
        return shown == null ? null : shown.toString();
    }

    /**
     * Returns the folder of the run or, if it is in use, the next unused folder. A saved rehearsal uses its own folder.
     */
    private Path folder(String runId) throws IOException {
        if (request.keep().isPresent()) {
            return PrivateFolder.of(request.reports().resolve(runId));
        }
        PrivateFolder.of(request.reports());
        for (int number = 1; ; number++) {
            try {
                return PrivateFolder.of(
                        Files.createDirectory(request.reports().resolve(number == 1 ? runId : runId + "-" + number)));
            } catch (FileAlreadyExistsException another) {
                // The folder belongs to another rehearsal.
            }
        }
    }

    private static void copy(Content content, Path place) throws IOException {
        try (WholeFile file = new WholeFile(place)) {
            try (OutputStream out = file.open();
                    InputStream in = content.open()) {
                in.transferTo(out);
            }
            file.finish();
        }
    }

    private ObjectNode description(String runId) throws IOException {
        ObjectNode description = Json.object().put(StateFields.RUN_ID, runId).put("dataset", upload.name());
        request.model().ifPresent(model -> description.put("model", model));
        request.faults().forEach(fault -> description.withArray("/faults").add(fault.toString()));
        description.put("approve", request.approve()).put("processes", request.processes());
        ArrayNode files = description.putArray("files");
        for (Map.Entry<String, Content> object : upload.objects().entrySet()) {
            try (InputStream in = object.getValue().open()) {
                files.addObject()
                        .put("key", Prefixes.INBOX + object.getKey())
                        .put("bytes", object.getValue().size())
                        .put("sha256", Sha256.of(in));
            }
        }
        return description;
    }
}
