package io.github.bedrockfinetuning.dataset.rules;

import java.util.regex.Pattern;

/** The file name should be valid in the S3 URI of a Bedrock job. */
public final class FileName implements FileRule {
    private static final About ABOUT = new About(
            "FILE_NAME",
            Severity.INFO,
            "No action is needed for an upload, because the workflow stages it under a safe name. For a job that you create yourself, use only letters, digits, and - _ . in a name that ends in .jsonl.",
            Sources.S3_URI);
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_.-]{1,900}\\.jsonl");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(FileFacts file, FindingReporter report) {
        if (!SAFE.matcher(file.name().substring(file.name().lastIndexOf('/') + 1))
                .matches()) {
            report.add(this, null, "Bedrock jobs reject the file name.");
        }
    }
}
