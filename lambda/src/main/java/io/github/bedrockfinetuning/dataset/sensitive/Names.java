package io.github.bedrockfinetuning.dataset.sensitive;

/** Makes names from user files safe to print. */
public final class Names {
    private static final int LONGEST = 60;

    private Names() {}

    /**
     * Returns a shortened name in which secrets and personal identification numbers are masked, and control characters, direction
     * marks, and other invisible characters are escaped.
     */
    public static String shown(String name) {
        return shown(Excerpts.masked(name), LONGEST);
    }

    public static String shown(String name, int longest) {
        StringBuilder shown = new StringBuilder();
        name.codePoints().limit(longest).forEach(c -> {
            if (visible(c)) {
                shown.appendCodePoint(c);
            } else {
                shown.append(String.format("\\u%04x", c));
            }
        });
        return name.codePointCount(0, name.length()) > longest ? shown + "…" : shown.toString();
    }

    private static boolean visible(int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL:
            case Character.FORMAT:
            case Character.SURROGATE:
            case Character.UNASSIGNED:
            case Character.PRIVATE_USE:
            case Character.LINE_SEPARATOR:
            case Character.PARAGRAPH_SEPARATOR:
                return false;
            default:
                return true;
        }
    }
}
