package io.github.bedrockfinetuning.local.models.learning;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Splits text into words. Words consist of letters and digits of any script. */
public final class Words {
    private static final Pattern CAMEL = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|_|-");

    /** English words that contain little information about the subject of a message. */
    private static final Set<String> STOP =
            Set.of(("a an the and or but if then so of to in on at by for from with about into over after before "
                            + "is are was were be been being am do does did doing done have has had having i me my mine we us our you "
                            + "your it its he she they them their this that these those there here what which who whom whose when where "
                            + "why how can could will would shall should may might must not no nor as than too very just only also "
                            + "please hi hello hey thanks thank dear sir madam team ok okay im ive id dont cant s t m ve re ll d "
                            + "get got some any all out up again still now")
                    .split(" "));

    private static final String CURRENCIES = "$£€";

    private Words() {}

    /** Returns the lowercase words in order. Apostrophes in words are removed ("can't" becomes "cant"). */
    public static List<String> of(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                word.append(Character.toLowerCase(c));
            } else if ((c == '\'' || c == '’') && word.length() > 0) {
                continue;
            } else if (word.length() > 0) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        if (word.length() > 0) {
            words.add(word.toString());
        }
        return words;
    }

    /** Returns the words that are not in {@link #stop}. */
    public static List<String> content(String text) {
        return of(text).stream().filter(word -> !stop(word)).toList();
    }

    /** Returns the words in an identifier in snake_case, kebab-case, or CamelCase. */
    public static List<String> ofIdentifier(String identifier) {
        return of(CAMEL.matcher(identifier).replaceAll(" "));
    }

    public static boolean stop(String word) {
        return STOP.contains(word);
    }

    /**
     * Removes the most common English endings from a word, so "deliveries", "delivered", and "delivery" have the same
     * stem.
     */
    public static String stem(String word) {
        if (word.length() < 4 || !Character.isLetter(word.charAt(0))) {
            return word;
        }
        var stem = word;
        for (var ending : List.of("ing", "ied", "ies", "ed", "es", "s", "er", "ment", "ation", "ly")) {
            if (stem.endsWith(ending) && stem.length() - ending.length() >= 3) {
                stem = stem.substring(0, stem.length() - ending.length());
                break;
            }
        }
        var last = stem.charAt(stem.length() - 1);
        var doubled = stem.length() > 3 && last == stem.charAt(stem.length() - 2);
        return stem.length() > 3 && (last == 'e' || last == 'y' || last == 'i' || doubled)
                ? stem.substring(0, stem.length() - 1)
                : stem;
    }

    public static Set<String> stems(String text) {
        var stems = new HashSet<String>();
        for (var word : of(text)) {
            if (!stop(word)) {
                stems.add(stem(word));
            }
        }
        return stems;
    }

    /** Returns all sequences of {@code size} characters in a word. The start and the end of the word are marked. */
    public static Set<String> grams(String word, int size) {
        var marked = "<" + word + ">";
        var grams = new HashSet<String>();
        for (var i = 0; i + size <= marked.length(); i++) {
            grams.add(marked.substring(i, i + size));
        }
        return grams;
    }

    /** Removes spaces and currency signs and converts letters to lowercase, so that two answers can be compared. */
    public static String squeezed(String text) {
        var squeezed = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (!Character.isWhitespace(c) && CURRENCIES.indexOf(c) < 0) {
                squeezed.append(Character.toLowerCase(c));
            }
        }
        return squeezed.toString();
    }
}
