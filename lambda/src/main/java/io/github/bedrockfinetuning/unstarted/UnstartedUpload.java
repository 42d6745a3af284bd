package io.github.bedrockfinetuning.unstarted;

import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.Prefixes;
import io.github.bedrockfinetuning.run.DropFiles;
import io.github.bedrockfinetuning.run.DropKeys;
import java.util.Locale;
import java.util.Optional;

/**
 * An upload that does not start a run, now or later.
 *
 * @param folder the dataset folder; empty for objects directly under {@code inbox/}
 * @param nextStep the next step for the user, in one or two sentences
 */
public record UnstartedUpload(String folder, UploadProblem problem, String nextStep) {
    private static final String INBOX = Prefixes.INBOX;
    private static final String RECORDS = ".jsonl";
    private static final String FOLDER_FILES =
            String.join(", ", DropFiles.PARTS) + ", " + DropFiles.ANSWERS + " and " + FileNames.RUN;

    /**
     * Returns the problem with an object key. Returns empty if the key starts a run or names a file of a dataset folder,
     * because those files are uploaded before run.json.
     *
     * @param key not URL-encoded
     */
    public static Optional<UnstartedUpload> of(String key) {
        if (!key.regionMatches(true, 0, INBOX, 0, INBOX.length()) || key.equals(INBOX)) {
            return Optional.empty();
        }
        if (!key.startsWith(INBOX)) {
            return found("", UploadProblem.PREFIX_CASE, "Upload the dataset to " + INBOX + ".");
        }
        if (DropKeys.dataset(key).isPresent()) {
            return Optional.empty();
        }
        String rest = key.substring(INBOX.length());
        int slash = rest.indexOf('/');
        return slash < 0 ? file(rest) : inFolder(rest.substring(0, slash), rest.substring(slash + 1));
    }

    private static Optional<UnstartedUpload> file(String name) {
        if (name.equals(RECORDS)) {
            return found("", UploadProblem.NO_NAME, "Upload the file as " + INBOX + "NAME.jsonl.");
        }
        if (name.equalsIgnoreCase(FileNames.RUN)) {
            return found(
                    "",
                    UploadProblem.SETTINGS_WITHOUT_FOLDER,
                    "Upload the files of the dataset to " + INBOX + "NAME/, and then run.json to " + INBOX
                            + "NAME/run.json.");
        }
        return found("", UploadProblem.FORMAT, rename(name));
    }

    private static String rename(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(RECORDS)) {
            return "Upload the file as " + INBOX + name.substring(0, name.length() - RECORDS.length()) + RECORDS + ".";
        }
        if (lower.endsWith(RECORDS + ".gz")) {
            return "Decompress the file and upload it as " + INBOX
                    + name.substring(0, name.length() - ".gz".length()).toLowerCase(Locale.ROOT) + ".";
        }
        return "If the file contains JSON Lines, upload it as " + INBOX + "NAME.jsonl. To convert another format, use"
                + " ./fine-tune convert FILE --model ID --out NAME.jsonl.";
    }

    private static Optional<UnstartedUpload> inFolder(String folder, String file) {
        if (folder.isEmpty()) {
            return found("", UploadProblem.NO_NAME, "Upload the files of the dataset to " + INBOX + "NAME/.");
        }
        if (file.isEmpty() || file.endsWith("/")) {
            return found(
                    folder,
                    UploadProblem.FOLDER,
                    "Upload the files of the dataset to " + INBOX + folder + "/, and then run.json.");
        }
        if (file.contains("/")) {
            return found(
                    folder,
                    UploadProblem.SUBFOLDER,
                    "Upload the files to a folder directly under " + INBOX + ", without subfolders.");
        }
        if (DropFiles.known(file)) {
            return Optional.empty();
        }
        return found(
                folder,
                UploadProblem.FILE_NAME,
                DropFiles.meant(file)
                        .map(name -> "If the file is meant to be " + name + ", upload it with that name.")
                        .orElse("Runs ignore this file. A dataset folder can contain these files: " + FOLDER_FILES
                                + "."));
    }

    private static Optional<UnstartedUpload> found(String folder, UploadProblem problem, String nextStep) {
        return Optional.of(new UnstartedUpload(folder, problem, nextStep));
    }
}
