package io.github.bedrockfinetuning.local.models;

import io.github.bedrockfinetuning.local.models.learning.EpochLoss;
import io.github.bedrockfinetuning.local.models.learning.Features;
import io.github.bedrockfinetuning.local.models.learning.LinearClassifier;
import io.github.bedrockfinetuning.local.models.learning.LinearClassifier.Observation;
import io.github.bedrockfinetuning.local.models.learning.Schedule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds named spans in a message. Uses logistic regression on each token and its neighbors to assign one tag per token
 * (begin, inside, outside), and selects the best valid sequence of tags. An inside tag can only follow a begin or
 * inside tag of the same span.
 */
final class Tagger {
    private static final double LEARNING_RATE = 0.3;
    private static final String OUTSIDE = "O";
    private static final String BEGINS = "B ";
    private static final String INSIDE = "I ";
    private static final String START = "<";

    /**
     * A span of a message.
     *
     * @param start the index of the first character
     * @param end the index after the last character
     */
    record Span(String name, int start, int end) {}

    /**
     * A message whose spans are known.
     *
     * @param about other known facts about the message, such as its intent
     */
    record Tagged(String message, String about, List<Span> spans) {}

    private final LinearClassifier classifier;
    private final double[][] transitions;
    private final int[][] predecessors;

    private Tagger(LinearClassifier classifier) {
        this.classifier = classifier;
        var labels = classifier.labels();
        transitions = new double[labels.size()][];
        predecessors = new int[labels.size()][];
        for (var tag = 0; tag < labels.size(); tag++) {
            var name = labels.get(tag);
            var weights = classifier.weights(after(name));
            transitions[tag] = IntStream.range(0, labels.size())
                    .mapToDouble(next -> weights == null ? 0 : weights[next])
                    .toArray();
            predecessors[tag] = IntStream.range(0, labels.size())
                    .filter(before -> follows(labels.get(before), name))
                    .toArray();
        }
    }

    /** A tagger and its losses. */
    record Fit(Tagger tagger, List<EpochLoss> losses) {}

    static Fit train(List<Tagged> training, List<Tagged> validation, Map<String, String> hyperparameters) {
        var fit = LinearClassifier.train(
                observations(training), observations(validation), Schedule.of(hyperparameters, LEARNING_RATE), 2);
        return new Fit(new Tagger(fit.classifier()), fit.losses());
    }

    /** Returns the spans in a message in order. */
    List<Span> spans(String message, String about) {
        var tokens = Token.of(message);
        var tags = tags(tokens, about);
        var spans = new ArrayList<Span>();
        for (var i = 0; i < tokens.size(); i++) {
            if (tags.get(i).startsWith(BEGINS)) {
                var name = tags.get(i).substring(BEGINS.length());
                var last = i;
                while (last + 1 < tokens.size() && tags.get(last + 1).equals(INSIDE + name)) {
                    last++;
                }
                spans.add(new Span(name, tokens.get(i).start(), tokens.get(last).end()));
            }
        }
        return spans;
    }

    /** Finds the best valid sequence of tags with the Viterbi algorithm. */
    private List<String> tags(List<Token> tokens, String about) {
        var labels = classifier.labels();
        var count = labels.size();
        var from = new int[tokens.size()][count];
        var best = new double[count];
        for (var i = 0; i < tokens.size(); i++) {
            var features = features(tokens, i, about);
            var scores = classifier.scores(i == 0 ? features.add(after(START)) : features);
            var sofar = best;
            best = new double[count];
            for (var tag = 0; tag < count; tag++) {
                if (i == 0) {
                    best[tag] = follows(START, labels.get(tag)) ? scores[tag] : Double.NEGATIVE_INFINITY;
                } else {
                    var before = likeliest(sofar, tag);
                    from[i][tag] = before;
                    best[tag] = before < 0
                            ? Double.NEGATIVE_INFINITY
                            : sofar[before] + transitions[before][tag] + scores[tag];
                }
            }
        }
        var tags = new ArrayList<String>();
        var tag = highest(best);
        for (var i = tokens.size() - 1; i >= 0; i--) {
            tags.add(labels.get(tag));
            tag = from[i][tag];
        }
        Collections.reverse(tags);
        return tags;
    }

    /** Returns the preceding tag on the best path to {@code tag}, or -1 if no tag can precede it. */
    private int likeliest(double[] sofar, int tag) {
        var likeliest = -1;
        var highest = Double.NEGATIVE_INFINITY;
        for (var before : predecessors[tag]) {
            var score = sofar[before] + transitions[before][tag];
            if (score > highest) {
                highest = score;
                likeliest = before;
            }
        }
        return likeliest;
    }

    private static int highest(double[] scores) {
        var highest = 0;
        for (var i = 1; i < scores.length; i++) {
            if (scores[i] > scores[highest]) {
                highest = i;
            }
        }
        return highest;
    }

    private static boolean follows(String before, String tag) {
        if (!tag.startsWith(INSIDE)) {
            return true;
        }
        var name = tag.substring(INSIDE.length());
        return before.equals(BEGINS + name) || before.equals(INSIDE + name);
    }

    private static List<Observation> observations(List<Tagged> messages) {
        var observations = new ArrayList<Observation>();
        for (var message : messages) {
            var tokens = Token.of(message.message());
            var previous = START;
            for (var i = 0; i < tokens.size(); i++) {
                var tag = tag(tokens.get(i), message.spans());
                observations.add(
                        new Observation(features(tokens, i, message.about()).add(after(previous)), tag));
                previous = tag;
            }
        }
        return observations;
    }

    private static String tag(Token token, List<Span> spans) {
        for (var span : spans) {
            if (token.start() >= span.start() && token.end() <= span.end()) {
                return (token.start() == span.start() ? BEGINS : INSIDE) + span.name();
            }
        }
        return OUTSIDE;
    }

    private static String after(String tag) {
        return "after " + tag;
    }

    private static Features features(List<Token> tokens, int at, String about) {
        var word = word(tokens, at);
        var features = new Features()
                .add("w " + word)
                .add("w-1 " + word(tokens, at - 1))
                .add("w-2 " + word(tokens, at - 2))
                .add("w+1 " + word(tokens, at + 1))
                .add("w+2 " + word(tokens, at + 2))
                .add("w-1w " + word(tokens, at - 1) + " " + word)
                .add("ww+1 " + word + " " + word(tokens, at + 1))
                .add("w-2w-1 " + word(tokens, at - 2) + " " + word(tokens, at - 1))
                .add("s " + shape(tokens, at))
                .add("s-1s " + shape(tokens, at - 1) + " " + shape(tokens, at))
                .add("ss+1 " + shape(tokens, at) + " " + shape(tokens, at + 1))
                .add("aw " + about + " " + word)
                .add("aw-1 " + about + " " + word(tokens, at - 1))
                .add("aw+1 " + about + " " + word(tokens, at + 1))
                .add("as " + about + " " + shape(tokens, at));
        if (word.length() > 3) {
            features.add("p " + word.substring(0, 3)).add("e " + word.substring(word.length() - 3));
        }
        return features;
    }

    private static String word(List<Token> tokens, int at) {
        return at < 0
                ? START
                : at >= tokens.size() ? ">" : tokens.get(at).text().toLowerCase(Locale.ROOT);
    }

    private static String shape(List<Token> tokens, int at) {
        return at < 0 ? START : at >= tokens.size() ? ">" : tokens.get(at).shape();
    }
}
