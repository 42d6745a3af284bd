package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;

/** There are as many training records as the strictest of AWS's sources wants. */
public final class FewRecords implements FileRule {
    private static final About ABOUT = new About(
            "FEW_RECORDS",
            Severity.WARNING,
            "Add records: AWS's sources differ, and the stricter one may be what the service goes by.",
            Sources.NOVA_2 + "; " + Sources.NOVA_VALIDATOR);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(FileFacts file, FindingReporter report) {
        Model.Limits limits = file.model().limits();
        int least = limits.minRecords().orElse(0);
        if (file.kind() != FileKind.TRAINING || file.records() < least) {
            return;
        }
        limits.strictMinRecords()
                .filter(strict -> file.records() < strict.amount().longValue())
                .ifPresent(strict -> report.add(
                        this,
                        null,
                        "The file has " + file.records() + " records. "
                                + file.model().name() + " needs at least "
                                + least + " by " + Catalogue.load().source(limits.source()) + ", but at least "
                                + strict.amount() + " by " + Catalogue.load().source(strict.source()) + "."));
    }
}
