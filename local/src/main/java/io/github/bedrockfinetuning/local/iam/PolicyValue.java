package io.github.bedrockfinetuning.local.iam;

/**
 * A value of a condition, read in each of the ways in which an operator may take it.
 *
 * @param exact without wildcards
 * @param wild with wildcards
 * @param arn null if it is no ARN
 */
record PolicyValue(String text, Pattern exact, Pattern wild, ArnPattern arn) {
    static PolicyValue of(String text, boolean variables) {
        return new PolicyValue(
                text,
                Pattern.of(text, false, variables),
                Pattern.of(text, true, variables),
                ArnPattern.of(text, variables));
    }
}
