package io.github.bedrockfinetuning.local.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the labels that instructions allow. Labels can be listed one per line, or separated after a colon, in
 * brackets, or after a word such as "of", "either", or "into". The words around the list don't matter, so the same
 * list is found in different wordings.
 */
final class ListedLabels {
    private static final int FEWEST = 2;
    private static final String NAME = "[\"'`“]?([\\p{L}][\\p{L}\\p{N}_./&-]*(?: [\\p{L}\\p{N}_./&-]+){0,3})[\"'`”]?";
    private static final Pattern LINE =
            Pattern.compile("\\s*(?:[-*•]|\\d+[.)])\\s+" + NAME + "\\s*(?:[:–—(-]\\s*(.*))?");
    private static final Pattern BARE_LINE = Pattern.compile("\\s*([\\p{L}\\p{N}]+(?:[_-][\\p{L}\\p{N}]+)+)\\s*");
    private static final Pattern START = Pattern.compile(
            "[:\\[(]|(?i)\\b(?:of|either|among|between|from|into|as|with|is|are|be|to|choose|pick|select|say|reply|answer)\\b");
    private static final Pattern END = Pattern.compile("[.?!](?:\\s|$)|[:\\n\\[\\]()]");
    private static final Pattern ITEM = Pattern.compile("(?:(?:and|or|either)\\s+)?" + NAME);
    private static final Pattern SEPARATOR = Pattern.compile("\\s*[,;|]\\s*|\\s+/\\s+|\\s+or\\s+");
    /** The pattern of words after the last label that belong to the sentence and not to the label. */
    private static final Pattern TAIL = Pattern.compile(
            "\\s+(?:and (?:nothing|no)|nothing|only|exactly|please|for|if|that|in|based|depending|with|without)\\b.*");

    private static final Pattern IDENTIFIER = Pattern.compile("\\S*[\\p{L}\\p{N}][_-][\\p{L}\\p{N}]\\S*");
    private static final Pattern CHOICE = Pattern.compile(
            "(?i)\\b(one|labels?|intents?|categor(y|ies)|class(es)?|classify|topics?|departments?|teams?|queues?|choose|pick"
                    + "|select|which|either|sort|route|assign|tag|decide|yes|no)\\b");

    /**
     * A label in the instructions, with its description.
     *
     * @param description the description; empty if there is none
     */
    record Named(String name, String description) {}

    private ListedLabels() {}

    /** Returns the labels in the order in which they occur, or an empty list if the text contains no list of labels. */
    static List<Named> in(String instructions) {
        var lines = bulleted(instructions);
        var labels = lines.size() >= FEWEST ? lines : separated(instructions);
        return identifiers(labels) || CHOICE.matcher(instructions).find() ? labels : List.of();
    }

    private static boolean identifiers(List<Named> labels) {
        return labels.stream()
                        .filter(label -> IDENTIFIER.matcher(label.name()).matches())
                        .count()
                >= FEWEST;
    }

    private static List<Named> bulleted(String text) {
        var labels = new LinkedHashMap<String, Named>();
        text.lines().forEach(line -> {
            var match = LINE.matcher(line);
            var bare = BARE_LINE.matcher(line);
            if (match.matches()) {
                labels.putIfAbsent(
                        match.group(1), new Named(match.group(1), match.group(2) == null ? "" : match.group(2)));
            } else if (bare.matches()) {
                labels.putIfAbsent(bare.group(1), new Named(bare.group(1), ""));
            }
        });
        return List.copyOf(labels.values());
    }

    private static List<Named> separated(String text) {
        var longest = items(upToEnd(text));
        var starts = START.matcher(text);
        while (starts.find()) {
            var labels = items(upToEnd(text.substring(starts.end())));
            if (labels.size() >= longest.size()) {
                longest = labels;
            }
        }
        return longest.size() >= FEWEST ? longest : List.of();
    }

    private static String upToEnd(String text) {
        var end = END.matcher(text);
        return end.find() ? text.substring(0, end.start()) : text;
    }

    private static List<Named> items(String list) {
        var parts = new ArrayList<>(List.of(SEPARATOR.split(list.strip())));
        var last = TAIL.matcher(parts.remove(parts.size() - 1)).replaceFirst("");
        parts.addAll(parts.isEmpty() ? List.of(last) : List.of(last.split("\\s+and\\s+")));
        identifierAlone(parts);
        var labels = new ArrayList<Named>();
        for (var part : parts) {
            var item = ITEM.matcher(part.strip());
            if (!item.matches()) {
                return List.of();
            }
            labels.add(new Named(item.group(1), ""));
        }
        return labels;
    }

    /** Reduces the last item to its first word if this word is an identifier and all other items are identifiers. */
    private static void identifierAlone(List<String> items) {
        var others = items.subList(0, items.size() - 1);
        var first = items.get(items.size() - 1).split("\\s+")[0];
        if (!others.isEmpty()
                && IDENTIFIER.matcher(first).matches()
                && others.stream().allMatch(item -> IDENTIFIER.matcher(item).matches())) {
            items.set(items.size() - 1, first);
        }
    }
}
