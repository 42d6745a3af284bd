package io.github.bedrockfinetuning.local.models.reading;

import io.github.bedrockfinetuning.local.models.learning.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A word of a sentence, with what indicates whether an answer begins or ends there.
 *
 * @param start in characters from the sentence's start
 * @param parts whether an answer often begins or ends beside it: "of", "because", anything before a comma
 * @param ends whether a sign ends a phrase with it
 * @param role the word itself if it is a small one, else what it is
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

    /** A part of a sentence without the signs at its end. */
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
