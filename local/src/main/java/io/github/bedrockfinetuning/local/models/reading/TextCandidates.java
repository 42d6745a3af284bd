package io.github.bedrockfinetuning.local.models.reading;

import io.github.bedrockfinetuning.local.models.learning.Features;
import io.github.bedrockfinetuning.local.models.learning.Words;
import io.github.bedrockfinetuning.local.models.reading.Candidate.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds the possible answers in text: sentences, spans between words that usually delimit answers, and amounts. */
final class TextCandidates {
    /** The number of sentences from which spans are taken. The sentences that match the question best are used. */
    private static final int SENTENCES_TO_CUT = 3;

    private static final int LONGEST_SPAN = 60;
    private static final int AMOUNT_CONTEXT = 60;
    private static final Pattern AMOUNT = Pattern.compile(
            "(?:[A-Z]{0,3}[$£€¥]\\s?|RMB\\s?)?\\(?\\d[\\d,]*(?:\\.\\d+)?\\)?\\s?(?:%|(?:thousand|million|billion|years?|months?|days?|shares|employees)\\b)?");

    private TextCandidates() {}

    static List<Candidate> of(Passage passage, Overlap overlap) {
        var stems = passage.sentences().stream().map(Words::stems).toList();
        var order = IntStream.range(0, stems.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -fit(overlap, stems.get(i))))
                .toList();
        var found = new ArrayList<Candidate>();
        for (var rank = 0; rank < order.size(); rank++) {
            var index = order.get(rank);
            var sentence = passage.sentences().get(index);
            var base =
                    new Sentence(sentence, overlap.recall(stems.get(index)), overlap.precision(stems.get(index)), rank);
            sentence(base, found);
            if (rank < SENTENCES_TO_CUT) {
                spans(base, overlap, found);
                amounts(base, overlap, found);
            }
        }
        return found;
    }

    private record Sentence(String text, double recall, double precision, int rank) {
        Features features() {
            return new Features()
                    .add("recall", recall)
                    .add("precision", precision)
                    .add("rank " + Math.min(rank, SENTENCES_TO_CUT));
        }
    }

    private static double fit(Overlap overlap, Set<String> stems) {
        return overlap.recall(stems) * (1 + overlap.precision(stems));
    }

    private static void sentence(Sentence sentence, List<Candidate> found) {
        var text = sentence.text();
        found.add(new Candidate(text, Kind.SENTENCE, sentence.features()));
        if (text.endsWith(".")) {
            found.add(new Candidate(
                    text.substring(0, text.length() - 1),
                    Kind.SENTENCE,
                    sentence.features().add("no full stop")));
        }
    }

    private static void spans(Sentence sentence, Overlap overlap, List<Candidate> found) {
        var words = SentenceWord.of(sentence.text());
        var last = words.size() - 1;
        var left = new HashSet<String>();
        for (var start = 0; start <= last; start++) {
            var before = start == 0 ? SentenceWord.START : words.get(start - 1);
            if (start == 0 || before.parts() || words.get(start).parts()) {
                var own = new HashSet<String>();
                var leftRecall = overlap.recall(left);
                for (var end = start; end <= last && end - start < LONGEST_SPAN; end++) {
                    own.addAll(words.get(end).stems());
                    var whole = start == 0 && end == last;
                    if (!whole
                            && (end == last
                                    || words.get(end).ends()
                                    || words.get(end + 1).parts())) {
                        var text = SentenceWord.trimmed(
                                sentence.text(),
                                words.get(start).start(),
                                words.get(end).end());
                        var features = sentence.features()
                                .add("length " + Math.min(9, (int) (2 * Math.log(end - start + 1.0))))
                                .add("before " + before.role())
                                .add("first " + words.get(start).role())
                                .add("own recall", overlap.recall(own))
                                .add("own precision", overlap.precision(own))
                                .add("left recall", leftRecall)
                                .add("to the end", end == last ? 1 : 0)
                                .add("from the start", start == 0 ? 1 : 0)
                                .add("digits", text.chars().anyMatch(Character::isDigit) ? 1 : 0);
                        found.add(new Candidate(text, Kind.SPAN, features));
                    }
                }
            }
            left.addAll(words.get(start).stems());
        }
    }

    private static void amounts(Sentence sentence, Overlap overlap, List<Candidate> found) {
        var amounts = AMOUNT.matcher(sentence.text());
        var place = 0;
        while (amounts.find()) {
            var text = amounts.group().strip();
            var left = sentence.text().substring(Math.max(0, amounts.start() - AMOUNT_CONTEXT), amounts.start());
            var right = sentence.text()
                    .substring(amounts.end(), Math.min(sentence.text().length(), amounts.end() + AMOUNT_CONTEXT));
            found.add(new Candidate(
                    text,
                    Kind.AMOUNT,
                    sentence.features()
                            .add("left", overlap.recall(Words.stems(left)))
                            .add("right", overlap.recall(Words.stems(right)))
                            .add("asked", overlap.recall(Words.stems(text)))
                            .add("year", Figures.isYear(text) ? 1 : 0)
                            .add("unit", Figures.isFigure(text) && !text.matches("\\d+") ? 1 : 0)
                            .add("percent", text.endsWith("%") ? 1 : 0)
                            .add("place " + Math.min(place, 3))));
            place++;
        }
    }
}
