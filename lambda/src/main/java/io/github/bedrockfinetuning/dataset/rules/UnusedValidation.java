package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.Kind;
import io.github.bedrockfinetuning.dataset.Severity;

/** The model makes use of a validation file. */
public final class UnusedValidation implements FileRule {
    private static final About ABOUT = new About(
            "UNUSED_VALIDATION", Severity.WARNING, "Train without it; the workflow leaves it out.", Sources.NOVA_2);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(FileFacts file, Report report) {
        if (file.kind() == Kind.VALIDATION && !file.model().validationData()) {
            report.add(this, null, file.model().name() + " does not use a validation file in training.");
        }
    }
}
