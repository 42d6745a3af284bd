package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.sensitive.Exemptions;
import java.util.Set;

/** Each exemption should allow at least one value. */
public final class UnusedExemption implements Rule {
    private static final About ABOUT = new About(
            "UNUSED_EXEMPTION",
            Severity.WARNING,
            "Remove the entry, or copy the fingerprint again from the finding. The fingerprint changes "
                    + "if the text around a personal identification number changes.",
            Sources.BEDROCK_DATA);

    @Override
    public About about() {
        return ABOUT;
    }

    /**
     * Reports each exemption that did not allow any value in a dataset.
     *
     * @param used the fields of the findings of {@link ExemptedValue}
     */
    public void check(Exemptions exemptions, Set<String> used, FindingReporter report) {
        exemptions.keys().stream()
                .map(ExemptedValue::field)
                .filter(field -> !used.contains(field))
                .forEach(field -> report.add(this, field, "The entry does not match any value in the dataset."));
    }
}
