package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;

/** The training file should contain at least as many records as the strictest AWS source requires. */
public final class FewRecords implements FileRule {
    private static final About ABOUT = new About(
            "FEW_RECORDS",
            Severity.WARNING,
            "Add records. AWS sources differ, and the service might apply the stricter limit.",
            Sources.NOVA_2 + "; " + Sources.NOVA_VALIDATOR);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(FileFacts file, FindingReporter report) {
        Model.Limits limits = file.model().limits();
        int least = limits.records().min().orElse(0);
        if (file.kind() != FileKind.TRAINING || file.records() < least) {
            return;
        }
        limits.records()
                .strictMin()
                .filter(strict -> file.records() < strict.amount().longValue())
                .ifPresent(strict -> report.add(
                        this,
                        null,
                        "The file has " + file.records() + " records. "
                                + file.model().name() + " requires at least " + least + " according to "
                                + Catalogue.load().source(limits.source()) + ", and at least " + strict.amount()
                                + " according to " + Catalogue.load().source(strict.source()) + "."));
    }
}
