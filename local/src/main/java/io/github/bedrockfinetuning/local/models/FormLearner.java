package io.github.bedrockfinetuning.local.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.models.Tagger.Span;
import io.github.bedrockfinetuning.local.models.Tagger.Tagged;
import io.github.bedrockfinetuning.local.models.learning.Answerer;
import io.github.bedrockfinetuning.local.models.learning.EpochLoss;
import io.github.bedrockfinetuning.local.models.learning.Learned;
import io.github.bedrockfinetuning.local.models.learning.Learner;
import io.github.bedrockfinetuning.local.models.learning.Lesson;
import io.github.bedrockfinetuning.local.models.learning.LinearClassifier;
import io.github.bedrockfinetuning.local.models.learning.LinearClassifier.Observation;
import io.github.bedrockfinetuning.local.models.learning.Losses;
import io.github.bedrockfinetuning.local.models.learning.Prompt;
import io.github.bedrockfinetuning.local.models.learning.Schedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Learns from completions that are JSON objects. A {@link Tagger} finds the fields whose values occur in the message. A
 * classifier determines all other fields from the complete message.
 */
final class FormLearner implements Learner {
    private static final double LEARNING_RATE = 0.4;
    private static final double MOSTLY = 0.5;
    private static final String ABSENT = "";

    /** A parsed training record. */
    private record Filled(Prompt prompt, Map<String, List<JsonNode>> values) {}

    /** Specifies which fields are copied from the message, and which of them are always lists. */
    private record Layout(Set<String> paths, Set<String> copied, Set<String> lists, Set<String> numbers) {}

    @Override
    public Learned learn(List<Lesson> training, List<Lesson> validation, Map<String, String> hyperparameters) {
        var records = filled(training);
        var held = filled(validation);
        var layout = layout(training, records);
        var look = TextFeatures.of(training.stream().map(Lesson::prompt).toList());
        var losses = new ArrayList<List<EpochLoss>>();
        var classifiers = new LinkedHashMap<String, LinearClassifier>();
        for (var path : layout.paths()) {
            if (!layout.copied().contains(path)) {
                var fit = LinearClassifier.train(
                        observations(records, path, look),
                        observations(held, path, look),
                        Schedule.of(hyperparameters, LEARNING_RATE),
                        2);
                classifiers.put(path, fit.classifier());
                losses.add(fit.losses());
            }
        }
        var tagging = Tagger.train(tagged(records, layout), tagged(held, layout), hyperparameters);
        losses.add(tagging.losses());
        var style = JsonStyle.of(training.stream().map(Lesson::completion).toList());
        return new Learned(new Filler(layout, look, classifiers, tagging.tagger(), style), Losses.sum(losses));
    }

    /**
     * Returns the fraction, from 0 to 1, of the values in the completions that occur in the messages or occur more
     * than once.
     */
    static double reach(List<Lesson> lessons) {
        var records = filled(lessons);
        var copied = new HashMap<String, Integer>();
        var all = new HashMap<String, List<String>>();
        for (var record : records) {
            record.values()
                    .forEach((path, values) -> values.forEach(value -> {
                        all.computeIfAbsent(path, p -> new ArrayList<>()).add(value.asText());
                        if (place(record.prompt().message(), value.asText(), List.of()) != null) {
                            copied.merge(path, 1, Integer::sum);
                        }
                    }));
        }
        var learnable = 0;
        var total = 0;
        for (var path : all.keySet()) {
            var values = all.get(path);
            var repeats = values.size() - new TreeSet<>(values).size();
            total += values.size();
            learnable += Math.max(repeats, copied.getOrDefault(path, 0));
        }
        return total == 0 ? 0 : (double) learnable / total;
    }

    private static List<Filled> filled(List<Lesson> lessons) {
        var records = new ArrayList<Filled>();
        for (var lesson : lessons) {
            FlatJson.parse(lesson.completion())
                    .ifPresent(object -> records.add(new Filled(lesson.prompt(), FlatJson.flatten(object))));
        }
        return records;
    }

    private static Layout layout(List<Lesson> lessons, List<Filled> records) {
        var seen = new LinkedHashMap<String, Integer>();
        var copied = new HashMap<String, Integer>();
        var numbers = new HashMap<String, Integer>();
        for (var record : records) {
            record.values()
                    .forEach((path, values) -> values.forEach(value -> {
                        seen.merge(path, 1, Integer::sum);
                        if (place(record.prompt().message(), value.asText(), List.of()) != null) {
                            copied.merge(path, 1, Integer::sum);
                        }
                        if (value.isNumber()) {
                            numbers.merge(path, 1, Integer::sum);
                        }
                    }));
        }
        var lists = new LinkedHashSet<String>(seen.keySet());
        for (var lesson : lessons) {
            FlatJson.parse(lesson.completion()).ifPresent(object -> lists.removeIf(path -> single(object, path)));
        }
        return new Layout(seen.keySet(), mostly(copied, seen), lists, mostly(numbers, seen));
    }

    private static boolean single(ObjectNode object, String path) {
        var rebuilt = FlatJson.flatten(object).get(path);
        return rebuilt != null && rebuilt.size() == 1 && !FlatJson.isList(object, path);
    }

    private static Set<String> mostly(Map<String, Integer> some, Map<String, Integer> all) {
        var mostly = new LinkedHashSet<String>();
        all.forEach((path, count) -> {
            if (some.getOrDefault(path, 0) >= MOSTLY * count) {
                mostly.add(path);
            }
        });
        return mostly;
    }

    private static List<Observation> observations(List<Filled> records, String path, TextFeatures look) {
        return records.stream()
                .map(record -> new Observation(
                        look.of(record.prompt()),
                        record.values().containsKey(path) ? json(record.values().get(path)) : ABSENT))
                .toList();
    }

    private static String json(List<JsonNode> values) {
        var list = FlatJson.MAPPER.createArrayNode();
        values.forEach(list::add);
        return list.toString();
    }

    private static List<Tagged> tagged(List<Filled> records, Layout layout) {
        var tagged = new ArrayList<Tagged>();
        for (var record : records) {
            var message = record.prompt().message();
            var spans = new ArrayList<Span>();
            record.values().forEach((path, values) -> {
                if (layout.copied().contains(path)) {
                    for (var value : values) {
                        var span = place(message, value.asText(), spans);
                        if (span != null) {
                            spans.add(new Span(path, span.start(), span.end()));
                        }
                    }
                }
            });
            tagged.add(new Tagged(message, about(record, layout), spans));
        }
        return tagged;
    }

    private static String about(Filled record, Layout layout) {
        var about = new StringBuilder();
        for (var path : layout.paths()) {
            if (!layout.copied().contains(path) && record.values().containsKey(path)) {
                about.append(json(record.values().get(path)));
            }
        }
        return about.toString();
    }

    /**
     * Returns the position at which a value occurs in a message as complete words, outside the spans in use, or null
     * if it does not occur.
     */
    private static @Nullable Span place(String message, String value, List<Span> taken) {
        if (value.isBlank()) {
            return null;
        }
        var in = message.toLowerCase(Locale.ROOT);
        var wanted = value.toLowerCase(Locale.ROOT);
        for (var start = in.indexOf(wanted); start >= 0; start = in.indexOf(wanted, start + 1)) {
            var from = start;
            var to = start + wanted.length();
            var whole = !(from > 0 && letter(in, from - 1) && letter(in, from))
                    && !(to < in.length() && letter(in, to) && letter(in, to - 1));
            if (whole && taken.stream().noneMatch(span -> span.start() < to && from < span.end())) {
                return new Span("", from, to);
            }
        }
        return null;
    }

    private static boolean letter(String text, int at) {
        return Character.isLetterOrDigit(text.charAt(at));
    }

    /** Creates the JSON object for a message. */
    private record Filler(
            Layout layout,
            TextFeatures look,
            Map<String, LinearClassifier> classifiers,
            Tagger tagger,
            JsonStyle.Writer style)
            implements Answerer {
        @Override
        public String answer(Prompt prompt) {
            var object = FlatJson.MAPPER.createObjectNode();
            var about = new StringBuilder();
            var features = look.of(prompt);
            classifiers.forEach((path, classifier) -> {
                var value = classifier.best(features);
                about.append(value);
                if (!value.equals(ABSENT)) {
                    FlatJson.list(value).forEach(node -> put(object, path, node));
                }
            });
            for (var span : tagger.spans(prompt.message(), about.toString())) {
                var text = prompt.message().substring(span.start(), span.end());
                put(
                        object,
                        span.name(),
                        layout.numbers().contains(span.name()) ? FlatJson.number(text) : FlatJson.text(text));
            }
            return style.write(object);
        }

        private void put(ObjectNode object, String path, JsonNode value) {
            FlatJson.put(object, path, value, layout.lists().contains(path));
        }
    }
}
