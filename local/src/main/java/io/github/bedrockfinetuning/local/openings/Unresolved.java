package io.github.bedrockfinetuning.local.openings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The placeholder for a value that depends on something outside the templates. */
final class Unresolved {
    /** The prefix of the placeholder. */
    static final String MARK = "<unresolved ";

    private static final Pattern REFERENCE = Pattern.compile("\\{\\{resolve:([^{}]*)}}");

    private Unresolved() {}

    static String text(String what) {
        return MARK + what + ">";
    }

    static boolean isIn(String text) {
        return text.contains(MARK);
    }

    /**
     * Replaces dynamic references with the placeholder.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html">Dynamic
     *     references</a>
     */
    static String withoutReferences(String text) {
        return REFERENCE
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(text("reference " + found.group(1))));
    }
}
