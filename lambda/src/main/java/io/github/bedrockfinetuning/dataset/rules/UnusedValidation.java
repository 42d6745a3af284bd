package io.github.bedrockfinetuning.dataset.rules;

/** A validation file should be specified only if the model uses one. */
public final class UnusedValidation implements FileRule {
    private static final About ABOUT = new About(
            "UNUSED_VALIDATION",
            Severity.WARNING,
            "Train without the validation file. The workflow does not use it.",
            Sources.NOVA_2);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(FileFacts file, FindingReporter report) {
        if (file.kind() == FileKind.VALIDATION && !file.model().validationData()) {
            report.add(this, null, file.model().name() + " does not use a validation file for training.");
        }
    }
}
