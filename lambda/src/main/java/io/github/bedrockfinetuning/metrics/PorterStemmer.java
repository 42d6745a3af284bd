package io.github.bedrockfinetuning.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The Porter stemmer with NLTK's extensions, which rouge-score uses.
 *
 * <p>Implements M. F. Porter, "An algorithm for suffix stripping", Program 14.3 (1980), and the extensions documented
 * in NLTK's {@code nltk.stem.porter} in its default mode.
 */
final class PorterStemmer {
    private record Rule(String suffix, String replacement, Predicate<String> condition) {}

    private static final Map<String, String> IRREGULAR = new HashMap<>();

    static {
        for (String word :
                List.of("sky", "news", "howe", "inning", "outing", "canning", "proceed", "exceed", "succeed")) {
            IRREGULAR.put(word, word);
        }
        IRREGULAR.put("skies", "sky");
        IRREGULAR.put("dying", "die");
        IRREGULAR.put("lying", "lie");
        IRREGULAR.put("tying", "tie");
        IRREGULAR.put("innings", "inning");
        IRREGULAR.put("outings", "outing");
        IRREGULAR.put("cannings", "canning");
    }

    private static final List<Rule> STEP_1A = List.of(
            new Rule("sses", "ss", s -> true), new Rule("ies", "i", s -> true),
            new Rule("ss", "ss", s -> true), new Rule("s", "", s -> true));

    private static final List<Rule> STEP_2 = rules(
            1, "ational", "ate", "tional", "tion", "enci", "ence", "anci", "ance", "izer", "ize", "bli", "ble", "alli",
            "al", "entli", "ent", "eli", "e", "ousli", "ous", "ization", "ize", "ation", "ate", "ator", "ate", "alism",
            "al", "iveness", "ive", "fulness", "ful", "ousness", "ous", "aliti", "al", "iviti", "ive", "biliti", "ble",
            "fulli", "ful");

    private static final List<Rule> STEP_3 =
            rules(1, "icate", "ic", "ative", "", "alize", "al", "iciti", "ic", "ical", "ic", "ful", "", "ness", "");

    private static final List<Rule> STEP_4_BEFORE_ION = rules(
            2, "al", "", "ance", "", "ence", "", "er", "", "ic", "", "able", "", "ible", "", "ant", "", "ement", "",
            "ment", "", "ent", "");

    private static final List<Rule> STEP_4_AFTER_ION =
            rules(2, "ou", "", "ism", "", "ate", "", "iti", "", "ous", "", "ive", "", "ize", "");

    private PorterStemmer() {}

    /** Returns the stem of a word in lowercase. */
    static String stem(String word) {
        String irregular = IRREGULAR.get(word);
        if (irregular != null) {
            return irregular;
        }
        if (word.length() <= 2) {
            return word;
        }
        String stem = step1b(step1a(word));
        stem = step2(step1c(stem));
        stem = apply(stem, STEP_3);
        return step5b(step5a(step4(stem)));
    }

    private static String step1a(String word) {
        return word.endsWith("ies") && word.length() == 4 ? cut(word, 1) : apply(word, STEP_1A);
    }

    private static String step1b(String word) {
        if (word.endsWith("ied")) {
            return cut(word, word.length() == 4 ? 1 : 2);
        }
        if (word.endsWith("eed")) {
            return measure(cut(word, 3)) > 0 ? cut(word, 1) : word;
        }
        String stem = null;
        if (word.endsWith("ed") && hasVowel(cut(word, 2))) {
            stem = cut(word, 2);
        } else if (word.endsWith("ing") && hasVowel(cut(word, 3))) {
            stem = cut(word, 3);
        }
        if (stem == null) {
            return word;
        }
        if (stem.endsWith("at") || stem.endsWith("bl") || stem.endsWith("iz")) {
            return stem + "e";
        }
        if (endsInDoubleConsonant(stem)) {
            return "lsz".indexOf(stem.charAt(stem.length() - 1)) < 0 ? cut(stem, 1) : stem;
        }
        return measure(stem) == 1 && endsCvc(stem) ? stem + "e" : stem;
    }

    private static String step1c(String word) {
        if (!word.endsWith("y")) {
            return word;
        }
        String stem = cut(word, 1);
        return stem.length() > 1 && isConsonant(stem, stem.length() - 1) ? stem + "i" : word;
    }

    private static String step2(String word) {
        if (word.endsWith("alli") && measure(cut(word, 4)) > 0) {
            return step2(cut(word, 2));
        }
        if (STEP_2.stream().noneMatch(rule -> word.endsWith(rule.suffix())) && word.endsWith("logi")) {
            // The l counts as part of the stem, so "geologi" and "theologi" are treated the same.
            return measure(cut(word, 3)) > 0 ? cut(word, 1) : word;
        }
        return apply(word, STEP_2);
    }

    private static String step4(String word) {
        if (STEP_4_BEFORE_ION.stream().noneMatch(rule -> word.endsWith(rule.suffix())) && word.endsWith("ion")) {
            String stem = cut(word, 3);
            return measure(stem) > 1 && (stem.endsWith("s") || stem.endsWith("t")) ? stem : word;
        }
        String before = apply(word, STEP_4_BEFORE_ION);
        boolean matched = STEP_4_BEFORE_ION.stream().anyMatch(rule -> word.endsWith(rule.suffix()));
        return matched ? before : apply(word, STEP_4_AFTER_ION);
    }

    private static String step5a(String word) {
        if (!word.endsWith("e")) {
            return word;
        }
        String stem = cut(word, 1);
        int measure = measure(stem);
        return measure > 1 || (measure == 1 && !endsCvc(stem)) ? stem : word;
    }

    private static String step5b(String word) {
        return word.endsWith("ll") && measure(cut(word, 1)) > 1 ? cut(word, 1) : word;
    }

    /** Applies the first rule whose suffix matches. If its condition is not met, the word remains unchanged. */
    private static String apply(String word, List<Rule> rules) {
        for (Rule rule : rules) {
            if (word.endsWith(rule.suffix())) {
                String stem = cut(word, rule.suffix().length());
                return rule.condition().test(stem) ? stem + rule.replacement() : word;
            }
        }
        return word;
    }

    private static List<Rule> rules(int leastMeasure, String... suffixesAndReplacements) {
        Rule[] rules = new Rule[suffixesAndReplacements.length / 2];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = new Rule(
                    suffixesAndReplacements[2 * i],
                    suffixesAndReplacements[2 * i + 1],
                    stem -> measure(stem) >= leastMeasure);
        }
        return List.of(rules);
    }

    private static String cut(String word, int letters) {
        return word.substring(0, word.length() - letters);
    }

    /** Returns the number of times that a consonant follows a vowel. */
    private static int measure(String stem) {
        int measure = 0;
        boolean consonant = false;
        for (int i = 0; i < stem.length(); i++) {
            boolean vowelBefore = i > 0 && !consonant;
            consonant = isConsonant(stem, i, consonant);
            if (consonant && vowelBefore) {
                measure++;
            }
        }
        return measure;
    }

    /**
     * Returns whether a letter is a consonant.
     *
     * @param before whether the preceding letter is a consonant
     */
    private static boolean isConsonant(String word, int i, boolean before) {
        return word.charAt(i) == 'y' ? i == 0 || !before : isConsonant(word, i);
    }

    private static boolean isConsonant(String word, int i) {
        switch (word.charAt(i)) {
            case 'a':
            case 'e':
            case 'i':
            case 'o':
            case 'u':
                return false;
            case 'y':
                // In a run of y's, every y inverts the preceding one. Counted, because recursion over thousands would
                // overflow the stack.
                int first = i;
                while (first > 0 && word.charAt(first - 1) == 'y') {
                    first--;
                }
                boolean firstIsConsonant = first == 0 || !isConsonant(word, first - 1);
                return ((i - first) % 2 == 0) == firstIsConsonant;
            default:
                return true;
        }
    }

    private static boolean hasVowel(String stem) {
        boolean consonant = true;
        for (int i = 0; i < stem.length() && consonant; i++) {
            consonant = isConsonant(stem, i, consonant && i > 0);
        }
        return !consonant;
    }

    private static boolean endsInDoubleConsonant(String word) {
        int last = word.length() - 1;
        return last >= 1 && word.charAt(last) == word.charAt(last - 1) && isConsonant(word, last);
    }

    private static boolean endsCvc(String word) {
        int last = word.length() - 1;
        if (last == 1) {
            return !isConsonant(word, 0) && isConsonant(word, 1);
        }
        return last >= 2
                && isConsonant(word, last - 2)
                && !isConsonant(word, last - 1)
                && isConsonant(word, last)
                && "wxy".indexOf(word.charAt(last)) < 0;
    }
}
