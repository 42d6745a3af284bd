package io.github.bedrockfinetuning.local.iam;

import org.jspecify.annotations.Nullable;

/**
 * A value in a condition, parsed in all the formats that operators require.
 *
 * @param exact the value without wildcards
 * @param wild the value with wildcards
 * @param arn the value as an ARN pattern; null if it is not an ARN
 */
record PolicyValue(
        String text, Pattern exact, Pattern wild, @Nullable ArnPattern arn) {
    static PolicyValue of(String text, boolean variables) {
        return new PolicyValue(
                text,
                Pattern.of(text, false, variables),
                Pattern.of(text, true, variables),
                ArnPattern.of(text, variables));
    }
}
