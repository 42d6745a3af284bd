package io.github.bedrockfinetuning.unstarted;

/** The reason that an upload does not start a run and is not part of a dataset. */
enum UploadProblem {
    /** A key whose prefix is not in lowercase, such as {@code Inbox/...}. Object keys are case-sensitive. */
    PREFIX_CASE("The prefix inbox/ must be lowercase, because object keys are case-sensitive."),
    /** A key without a dataset name, such as {@code inbox/.jsonl} or {@code inbox//run.json}. */
    NO_NAME("The object key does not contain a dataset name."),
    /** An object whose key ends with a slash. The S3 console creates one for each new folder. */
    FOLDER("The object is a folder without content."),
    /** {@code inbox/folder/folder/...}. */
    SUBFOLDER("Subfolders in a dataset folder are not read."),
    /** {@code inbox/run.json}. */
    SETTINGS_WITHOUT_FOLDER("run.json was uploaded without a dataset folder."),
    /** A file directly under {@code inbox/} whose name does not end with {@code .jsonl}. */
    FORMAT("The name of a single-file dataset must end with .jsonl, in lowercase."),
    /** A file in a dataset folder with a name that runs do not recognize. */
    FILE_NAME("A file in a dataset folder has a name that no run reads.");

    private final String summary;

    UploadProblem(String summary) {
        this.summary = summary;
    }

    /** Returns a one-sentence summary that contains no names that a user has chosen. */
    String summary() {
        return summary;
    }

    /**
     * Returns whether subscribers are notified. Creating an empty folder in the S3 console is a normal first step.
     */
    boolean notified() {
        return this != FOLDER;
    }
}
