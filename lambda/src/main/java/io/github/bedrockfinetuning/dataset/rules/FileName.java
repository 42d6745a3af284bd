package io.github.bedrockfinetuning.dataset.rules;

import java.util.regex.Pattern;

/** The file name can be part of an S3 URI that Bedrock accepts. */
public final class FileName implements FileRule {
    private static final About ABOUT = new About(
            "FILE_NAME",
            Severity.INFO,
            "Nothing needs doing for a drop, which is staged under a safe name; for a job of your own use letters, digits and - _ . in a name that ends in .jsonl.",
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
            report.add(this, null, "Bedrock's jobs refuse the file's name.");
        }
    }
}
