package io.github.bedrockfinetuning.unstarted;

/** The reason that an upload does not start a run and is not a file of a dataset. */
enum UploadProblem {
    /** {@code Inbox/...}: object keys are case-sensitive. */
    PREFIX_CASE("The prefix inbox/ must be lowercase, because object keys are case-sensitive."),
    /** {@code inbox/.jsonl}, {@code inbox//run.json}. */
    NO_NAME("The object key contains no dataset name."),
    /** An object whose key ends with a slash. The S3 console creates one for each new folder. */
    FOLDER("The object is a folder without content."),
    /** {@code inbox/folder/folder/...}. */
    SUBFOLDER("Subfolders of a dataset folder are not read."),
    /** {@code inbox/run.json}. */
    SETTINGS_WITHOUT_FOLDER("run.json was uploaded without a dataset folder."),
    /** A file directly under {@code inbox/} whose name does not end with {@code .jsonl}. */
    FORMAT("The name of a single-file dataset must end with .jsonl, in lowercase."),
    /** A file in a dataset folder whose name runs do not recognize. */
    FILE_NAME("A file in a dataset folder has a name that no run reads.");

    private final String summary;

    UploadProblem(String summary) {
        this.summary = summary;
    }

    /** Returns one sentence without any name that a user has chosen. */
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
