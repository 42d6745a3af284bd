package io.github.bedrockfinetuning.dataset.sensitive;

import java.util.BitSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A personal identification number that is described by a regular expression.
 *
 * @param name the kind of number, with its article
 * @param shape the format
 * @param proof verifies the check digits of the number without separators
 * @param near the pattern of the name that must occur shortly before or directly after the number; null if the name is
 *     not required
 * @param beginnings the digits and capital letters that such a number can begin with
 */
record PersonalNumber(
        String name,
        Pattern shape,
        Predicate<String> proof,
        @Nullable Pattern near,
        BitSet beginnings) implements NumberForm {
    /** The maximum distance between a number and a name before it, in characters. */
    private static final int BEFORE = 40;
    /** The maximum distance between a number and a name after it, in characters. */
    private static final int BEHIND = 25;

    PersonalNumber(String name, String shape, Predicate<String> proof) {
        this(name, alone(shape), proof, (Pattern) null);
    }

    /**
     * Creates a kind of number that is found only together with its name.
     *
     * @param near a regular expression in capitals; no letter can precede or follow its match
     */
    PersonalNumber(String name, String shape, Predicate<String> proof, String near) {
        this(name, alone(shape), proof, word(near));
    }

    private PersonalNumber(String name, Pattern shape, Predicate<String> proof, @Nullable Pattern near) {
        this(name, shape, proof, near, beginnings(shape));
    }

    /** Returns the digits and letters after which the pattern matches or needs more text to decide. */
    private static BitSet beginnings(Pattern shape) {
        BitSet beginnings = new BitSet();
        for (char c = '0'; c <= 'Z'; c++) {
            Matcher matcher = shape.matcher(Character.toString(c));
            beginnings.set(c, matcher.lookingAt() || matcher.hitEnd());
        }
        return beginnings;
    }

    static Pattern word(String near) {
        return Pattern.compile(
                "(?<!\\p{L})(?:" + near + ")(?!\\p{L})", Pattern.UNICODE_CASE | Pattern.CASE_INSENSITIVE);
    }

    private static Pattern alone(String shape) {
        return Pattern.compile("(?<![0-9A-Z+-])(?<![0-9][.,])(?:" + shape + ")(?![0-9A-Z]|[.-][0-9])");
    }

    @Override
    public boolean mayBeginWith(char first) {
        return beginnings.get(first);
    }

    @Override
    public int end(String plain, int start) {
        Matcher matcher = shape.matcher(plain).useTransparentBounds(true).region(start, plain.length());
        if (!matcher.lookingAt() || !isNamed(plain, start, matcher.end(), near)) {
            return -1;
        }
        StringBuilder number = new StringBuilder();
        for (int i = start; i < matcher.end(); i++) {
            char c = plain.charAt(i);
            if (c >= '0' && c <= '9' || c >= 'A' && c <= 'Z') {
                number.append(c);
            }
        }
        return proof.test(number.toString()) ? matcher.end() : -1;
    }

    static boolean isNamed(String plain, int start, int end, @Nullable Pattern near) {
        return near == null
                || near.matcher(plain)
                        .useTransparentBounds(true)
                        .region(Math.max(0, start - BEFORE), start)
                        .find()
                || near.matcher(plain)
                        .useTransparentBounds(true)
                        .region(end, Math.min(plain.length(), end + BEHIND))
                        .find();
    }
}
