package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.sensitive.Exemptions;

/**
 * What to do about sensitive values in a dataset.
 *
 * @param exemptions the values that are neither rejected nor masked
 */
public record SensitivePolicy(PersonalDataPolicy personalData, Exemptions exemptions) {
    /** Masks personal numbers and rejects secrets: the default. */
    public static final SensitivePolicy STANDARD = of(PersonalDataPolicy.REDACT);

    /** Returns a policy without exemptions. */
    public static SensitivePolicy of(PersonalDataPolicy personalData) {
        return new SensitivePolicy(personalData, Exemptions.NONE);
    }

    /** Returns whether personal numbers are masked. */
    public boolean masks() {
        return personalData == PersonalDataPolicy.REDACT;
    }
}
