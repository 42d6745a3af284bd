package io.github.bedrockfinetuning.contract;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks the tags that a run adds to its resources in Bedrock.
 *
 * <p>In AWS, a tag has a key of 1 to 128 characters and a value of up to 256 characters. Bedrock allows letters,
 * digits, spaces, and {@code . _ : / = + @ -} in both. A resource can have at most 50 tags, two of which are set by the
 * workflow: {@link TagKeys#RUN} and {@link TagKeys#STACK}. Neither keys nor values can begin with {@code aws:}, in
 * uppercase or lowercase.
 *
 * @see <a href="https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html">Best practices
 *     and requirements of tags</a>
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_Tag.html">Tag of Amazon Bedrock</a>
 */
public final class TagRules {
    private static final int MOST = 48;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final Pattern CHARACTERS = Pattern.compile("[a-zA-Z0-9 ._:/=+@-]*");

    private TagRules() {}

    /** Returns an error message if there are too many tags, or empty if the number is allowed. */
    public static Optional<String> tooMany(int tags) {
        return tags <= MOST
                ? Optional.empty()
                : Optional.of("There are " + tags + " tags. At most " + MOST
                        + " are allowed, because AWS allows 50 tags per resource, and the workflow sets two of them.");
    }

    /** Returns an error message that describes the allowed values, or empty if AWS accepts the tag. */
    public static Optional<String> fault(String key, String value) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            return Optional.of("The key must be 1 to " + LONGEST_KEY + " characters long.");
        }
        if (value.length() > LONGEST_VALUE) {
            return Optional.of("The value must be at most " + LONGEST_VALUE + " characters long.");
        }
        if (!CHARACTERS.matcher(key).matches() || !CHARACTERS.matcher(value).matches()) {
            return Optional.of(
                    "Keys and values can contain only the letters a to z, digits, spaces, and . _ : / = + @ -");
        }
        if (begins(key, "aws:") || begins(key, TagKeys.PREFIX) || begins(value, "aws:")) {
            return Optional.of("Keys must not begin with aws: or " + TagKeys.PREFIX
                    + ", and values must not begin with aws:. These prefixes are reserved.");
        }
        return Optional.empty();
    }

    private static boolean begins(String text, String prefix) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length());
    }
}
