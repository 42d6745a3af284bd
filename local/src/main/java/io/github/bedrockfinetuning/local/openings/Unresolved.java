package io.github.bedrockfinetuning.local.openings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text that stands for a value that depends on something outside the templates. */
final class Unresolved {
    /** How it starts. */
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
     * Has it stand for dynamic references.
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
