package io.github.bedrockfinetuning.local.models.reading;

import io.github.bedrockfinetuning.local.models.learning.Answerer;
import io.github.bedrockfinetuning.local.models.learning.Features;
import io.github.bedrockfinetuning.local.models.learning.Learned;
import io.github.bedrockfinetuning.local.models.learning.Learner;
import io.github.bedrockfinetuning.local.models.learning.Lesson;
import io.github.bedrockfinetuning.local.models.learning.LinearClassifier;
import io.github.bedrockfinetuning.local.models.learning.LinearClassifier.Observation;
import io.github.bedrockfinetuning.local.models.learning.Losses;
import io.github.bedrockfinetuning.local.models.learning.Prompt;
import io.github.bedrockfinetuning.local.models.learning.Schedule;
import io.github.bedrockfinetuning.local.models.learning.Words;
import io.github.bedrockfinetuning.local.models.reading.Candidate.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Learns from questions about tables or text. Learns which kind of candidate a question requires, which candidate of
 * this kind is correct, and which unit the completions contain after it.
 */
public final class ReadingLearner implements Learner {
    private static final double LEARNING_RATE = 0.3;
    private static final int SAMPLE = 200;
    private static final int WRONG_ONES = 12;
    private static final long SEED = 7;
    private static final String RIGHT = "right";
    private static final String WRONG = "wrong";

    /** The pattern of a completion that ends with a unit. The learner learns this style. */
    private static final Pattern UNIT = Pattern.compile("(?s)(.+?)( thousand| million| billion|%)?");

    /** The part of a record that the learner learns from. */
    private record Match(Passage passage, Candidate right, List<Candidate> others, String unit) {}

    @Override
    public Learned learn(List<Lesson> training, List<Lesson> validation, Map<String, String> hyperparameters) {
        var schedule = Schedule.of(hyperparameters, LEARNING_RATE);
        var matches = matches(training);
        var held = matches(validation);
        var kinds = LinearClassifier.train(kinds(matches), kinds(held), schedule, 2);
        var units = LinearClassifier.train(units(matches), units(held), schedule, 2);
        var ranking = LinearClassifier.train(ranked(matches), ranked(held), schedule, 2);
        var answerer = new Reader(kinds.classifier(), units.classifier(), ranking.classifier());
        return new Learned(answerer, Losses.sum(List.of(kinds.losses(), ranking.losses(), units.losses())));
    }

    /** Returns the fraction of a dataset whose answers are among the candidates, from 0 to 1. */
    public static double reach(List<Lesson> lessons) {
        var sample = lessons.subList(0, Math.min(SAMPLE, lessons.size()));
        return sample.isEmpty() ? 0 : (double) matches(sample).size() / sample.size();
    }

    private static List<Match> matches(List<Lesson> lessons) {
        var matches = new ArrayList<Match>();
        for (var lesson : lessons) {
            var passage = Passage.of(lesson.prompt().message());
            if (passage.readable()) {
                match(passage, lesson.completion()).ifPresent(matches::add);
            }
        }
        return matches;
    }

    private static Optional<Match> match(Passage passage, String completion) {
        var parts = UNIT.matcher(completion);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var unit = parts.group(2) == null ? "" : parts.group(2);
        var candidates = candidates(passage);
        var texts = candidates.stream()
                .map(candidate -> Words.squeezed(candidate.text()))
                .toList();
        // A unit can be part of the text in the passage, so the complete completion is searched first.
        for (var whole : List.of(true, false)) {
            var wanted = Words.squeezed(whole ? completion : parts.group(1));
            var place = texts.indexOf(wanted);
            if (place >= 0) {
                var right = candidates.get(place);
                var others = candidates.stream()
                        .filter(other -> other.kind() == right.kind())
                        .filter(other -> !Words.squeezed(other.text()).equals(wanted))
                        .toList();
                return Optional.of(new Match(passage, right, others, whole ? "" : unit));
            }
        }
        return Optional.empty();
    }

    private static List<Candidate> candidates(Passage passage) {
        var parts = new ArrayList<Set<String>>();
        passage.sentences().forEach(sentence -> parts.add(Words.stems(sentence)));
        passage.rows().forEach(row -> parts.add(Words.stems(row.label())));
        var overlap = new Overlap(Words.stems(passage.question()), parts);
        var candidates = new ArrayList<>(TableCandidates.of(passage, overlap));
        candidates.addAll(TextCandidates.of(passage, overlap));
        return candidates;
    }

    private static List<Observation> kinds(List<Match> matches) {
        return matches.stream()
                .map(match -> new Observation(
                        question(match.passage()), match.right().kind().name()))
                .toList();
    }

    private static Features question(Passage passage) {
        var features = new Features();
        var previous = "<";
        var left = "<";
        for (var word : Words.of(passage.question())) {
            var shown = Figures.isYear(word) ? "year" : word;
            features.add(shown).add(previous + " " + shown).add(left + " " + previous + " " + shown);
            left = previous;
            previous = shown;
        }
        var stems = Words.stems(passage.question());
        var best = passage.rows().stream()
                .filter(row -> !row.heading())
                .mapToDouble(row -> share(Words.stems(row.label()), stems))
                .max();
        features.add("in table", 3 * best.orElse(0));
        features.add(
                "in text",
                3
                        * passage.sentences().stream()
                                .mapToDouble(s -> share(stems, Words.stems(s)))
                                .max()
                                .orElse(0));
        features.add(passage.rows().isEmpty() ? "no table" : "a table");
        return features.normalised();
    }

    private static double share(Set<String> part, Set<String> whole) {
        return part.isEmpty()
                ? 0
                : (double) part.stream().filter(whole::contains).count() / part.size();
    }

    private static List<Observation> units(List<Match> matches) {
        return matches.stream()
                .map(match -> new Observation(style(match.passage(), match.right()), match.unit()))
                .toList();
    }

    /**
     * Returns the features that indicate the unit: the words that the passage uses for its figures, and the kind of the
     * answer.
     */
    private static Features style(Passage passage, Candidate answer) {
        var kind = answer.kind().name();
        var features = new Features().add(kind);
        var said = new HashSet<String>();
        passage.rows().stream()
                .filter(Passage.Row::heading)
                .forEach(row -> row.cells().forEach(cell -> said.addAll(Words.of(cell))));
        passage.rows().stream().limit(1).forEach(row -> said.addAll(Words.of(row.label())));
        for (var sentence : passage.sentences()) {
            var words = Words.of(sentence);
            for (var scale : List.of("thousands", "millions", "billions")) {
                if (words.contains(scale)) {
                    said.add(scale);
                }
            }
        }
        said.forEach(word -> features.add("says " + word).add(kind + " says " + word));
        features.add(Figures.isFigure(answer.text()) ? "figure" : "words");
        features.add(answer.text().matches(".*[$£€].*") ? "currency" : "no currency");
        features.add(answer.text().matches(".*(%|illion|thousand).*") ? "has a unit" : "bare");
        for (var word : Words.of(passage.question())) {
            features.add("asks " + word, 0.5);
        }
        return features;
    }

    private static List<Observation> ranked(List<Match> matches) {
        var random = new Random(SEED);
        var observations = new ArrayList<Observation>();
        for (var match : matches) {
            observations.add(new Observation(ofKind(match.right()), RIGHT));
            var others = new ArrayList<>(match.others());
            Collections.shuffle(others, random);
            others.stream().limit(WRONG_ONES).forEach(other -> observations.add(new Observation(ofKind(other), WRONG)));
        }
        return observations;
    }

    private static Features ofKind(Candidate candidate) {
        var features = new Features().add(candidate.kind().name());
        candidate.features().values().forEach((name, value) -> features.add(candidate.kind() + " " + name, value));
        return features;
    }

    /** Answers with the most likely candidate. */
    private record Reader(LinearClassifier kinds, LinearClassifier units, LinearClassifier ranking)
            implements Answerer {
        @Override
        public String answer(Prompt prompt) {
            var passage = Passage.of(prompt.message());
            var candidates = candidates(passage);
            if (candidates.isEmpty()) {
                return passage.question();
            }
            var best = best(candidates, kinds.logProbabilities(question(passage)));
            return best.text() + units.best(style(passage, best));
        }

        private Candidate best(List<Candidate> candidates, Map<String, Double> wanted) {
            var right = ranking.labels().indexOf(RIGHT);
            var scores = new HashMap<Candidate, Double>();
            var totals = new EnumMap<Kind, Double>(Kind.class);
            for (var candidate : candidates) {
                var score = Math.exp(
                        ranking.scores(ofKind(candidate))[right] - ranking.scores(ofKind(candidate))[1 - right]);
                scores.put(candidate, score);
                totals.merge(candidate.kind(), score, Double::sum);
            }
            var best = candidates.get(0);
            var highest = Double.NEGATIVE_INFINITY;
            for (var candidate : candidates) {
                var score = wanted.getOrDefault(candidate.kind().name(), Double.NEGATIVE_INFINITY)
                        + Math.log(scores.get(candidate) / totals.get(candidate.kind()));
                if (score > highest) {
                    highest = score;
                    best = candidate;
                }
            }
            return best;
        }
    }
}
