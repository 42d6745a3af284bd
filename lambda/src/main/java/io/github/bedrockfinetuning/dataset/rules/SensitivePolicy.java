package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.sensitive.Exemptions;

/**
 * The policy for sensitive values in a dataset.
 *
 * @param exemptions the values that are neither rejected nor masked
 */
public record SensitivePolicy(PersonalDataPolicy personalData, Exemptions exemptions) {
    /** The default policy, which masks personal identification numbers and rejects secrets. */
    public static final SensitivePolicy STANDARD = of(PersonalDataPolicy.REDACT);

    /** Returns a policy without exemptions. */
    public static SensitivePolicy of(PersonalDataPolicy personalData) {
        return new SensitivePolicy(personalData, Exemptions.NONE);
    }

    /** Returns whether personal identification numbers are masked. */
    public boolean masks() {
        return personalData == PersonalDataPolicy.REDACT;
    }
}
