package io.github.bedrockfinetuning.dataset.sensitive;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** The kinds of sensitive values. */
public final class Kinds {
    private static final List<String> ALL = kinds();

    private Kinds() {}

    private static List<String> kinds() {
        TreeSet<String> kinds = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Secrets.kinds().forEach(name -> kinds.add(withoutArticle(name)));
        PersonalNumbers.kinds().forEach(name -> kinds.add(withoutArticle(name)));
        return List.copyOf(kinds);
    }

    /** Returns all kinds of secrets and personal identification numbers, without articles, in alphabetical order. */
    public static List<String> all() {
        return ALL;
    }

    static String withoutArticle(String kind) {
        return kind.substring(kind.indexOf(' ') + 1);
    }

    static String key(String kind) {
        return kind.toLowerCase(Locale.ROOT);
    }
}
