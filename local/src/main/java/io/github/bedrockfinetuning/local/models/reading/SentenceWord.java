package io.github.bedrockfinetuning.local.models.reading;

import io.github.bedrockfinetuning.local.models.learning.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A word in a sentence, with information that indicates whether an answer begins or ends at this word.
 *
 * @param start the index of the first character in the sentence
 * @param parts whether answers often begin or end next to the word, such as "of", "because", or a word before a comma
 * @param ends whether a punctuation mark after the word ends a phrase
 * @param role the word itself if it is a function word; otherwise, its kind
 */
record SentenceWord(int start, int end, Set<String> stems, boolean parts, boolean ends, String role) {
    static final SentenceWord START = new SentenceWord(0, 0, Set.of(), true, false, "<");

    private static final String SIGNS = ",.;:";
    private static final Set<String> ARTICLES = Set.of("the", "a", "an", "our", "we");
    private static final Set<String> PARTING = Set.of(
            ("is are was were be been to of in by because as for that which from due with and or on at over between "
                            + "under using through include includes including within its their when if than")
                    .split(" "));

    static List<SentenceWord> of(String sentence) {
        var words = new ArrayList<SentenceWord>();
        var start = -1;
        for (var i = 0; i <= sentence.length(); i++) {
            var blank = i == sentence.length() || Character.isWhitespace(sentence.charAt(i));
            if (blank && start >= 0) {
                words.add(word(sentence, start, i));
                start = -1;
            } else if (!blank && start < 0) {
                start = i;
            }
        }
        return words;
    }

    /** Returns a part of a sentence without the punctuation at its end. */
    static String trimmed(String sentence, int start, int end) {
        var last = end;
        while (last > start && SIGNS.indexOf(sentence.charAt(last - 1)) >= 0) {
            last--;
        }
        return sentence.substring(start, last);
    }

    private static SentenceWord word(String sentence, int start, int end) {
        var text = sentence.substring(start, end).toLowerCase(Locale.ROOT);
        var sign = text.charAt(text.length() - 1);
        var comma = sign == ',' || sign == ';' || sign == ':' || sign == '(';
        var small = PARTING.contains(text);
        var role = small || ARTICLES.contains(text) ? text : comma ? "," : "word";
        return new SentenceWord(
                start, end, Words.stems(text), small || comma, comma || sign == '.' || sign == ')', role);
    }
}
