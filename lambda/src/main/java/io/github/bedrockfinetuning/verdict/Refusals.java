package io.github.bedrockfinetuning.verdict;

import java.util.regex.Pattern;

/**
 * Detects answers in which the model declines to answer, based on their beginning. Only English is detected, so the
 * count is a lower bound.
 */
final class Refusals {
    private static final Pattern BEGINNING = Pattern.compile(
            "(?i)^\\W*(?:(?:i['\u2019]m|i am|we['\u2019]re|we are) (?:very |so )?(?:sorry|unable|not able|afraid)|sorry\\b|apologies\\b"
                    + "|i apologi[sz]e|(?:i|we) (?:can['\u2019]t|can ?not|won['\u2019]t|do not|don['\u2019]t) (?!\\w*,)"
                    + "|unfortunately\\b|as an ai\\b)");

    private Refusals() {}

    static boolean is(String answer) {
        return BEGINNING.matcher(answer).lookingAt();
    }
}
