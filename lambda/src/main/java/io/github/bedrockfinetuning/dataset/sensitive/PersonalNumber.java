package io.github.bedrockfinetuning.dataset.sensitive;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A kind of number that stands for a person.
 *
 * @param name what it is, with its article
 * @param shape how it is written
 * @param proof whether the check digits hold, of the number without separators
 * @param before null, or what must stand shortly before it
 */
record PersonalNumber(String name, Pattern shape, Predicate<String> proof, Pattern before) {
    /** In characters: how far before a number its name is looked for. */
    private static final int NAMED_WITHIN = 40;

    PersonalNumber(String name, String shape, Predicate<String> proof) {
        this(name, alone(shape), proof, null);
    }

    /** @param before a regular expression, in any case, that a letter may neither precede nor follow */
    PersonalNumber(String name, String shape, Predicate<String> proof, String before) {
        this(name, alone(shape), proof, Pattern.compile("(?i)(?<!\\p{L})(?:" + before + ")(?!\\p{L})"));
    }

    private static Pattern alone(String shape) {
        return Pattern.compile("(?<![0-9A-Za-z+-])(?<![0-9][.,])(?:" + shape + ")(?![0-9A-Za-z]|[.-][0-9])");
    }

    boolean holds(String text, int start, int end) {
        boolean named = before == null
                || before.matcher(text.substring(Math.max(0, start - NAMED_WITHIN), start))
                        .find();
        return named && proof.test(text.substring(start, end).replaceAll("[^0-9A-Za-z]", ""));
    }
}
