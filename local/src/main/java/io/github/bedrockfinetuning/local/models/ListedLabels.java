package io.github.bedrockfinetuning.local.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the labels that instructions allow. They can be a list after a colon, or one label per line. */
final class ListedLabels {
    private static final int FEWEST = 2;
    private static final String NAME = "[\"'`]?([\\p{L}][\\p{L}\\p{N}_./&-]*(?: [\\p{L}\\p{N}_./&-]+){0,3})[\"'`]?";
    private static final Pattern LINE =
            Pattern.compile("\\s*(?:[-*•]|\\d+[.)])\\s+" + NAME + "\\s*(?:[:–—(-]\\s*(.*))?");
    private static final Pattern AFTER_COLON =
            Pattern.compile("[:\\[(]\\s*([^:\\n\\[\\]()]+?)(?:\\.\\s|\\.$|[\\n\\])]|$)");
    private static final Pattern ITEM = Pattern.compile("(?:(?:and|or)\\s+)?" + NAME);

    /**
     * A label in the instructions, with its description.
     *
     * @param description the description; empty if there is none
     */
    record Named(String name, String description) {}

    private ListedLabels() {}

    /** Returns the labels in the order in which they occur; empty if the text lists no labels. */
    static List<Named> in(String instructions) {
        var lines = bulleted(instructions);
        return lines.size() >= FEWEST ? lines : separated(instructions);
    }

    private static List<Named> bulleted(String text) {
        var labels = new LinkedHashMap<String, Named>();
        text.lines().forEach(line -> {
            var match = LINE.matcher(line);
            if (match.matches()) {
                labels.putIfAbsent(
                        match.group(1), new Named(match.group(1), match.group(2) == null ? "" : match.group(2)));
            }
        });
        return List.copyOf(labels.values());
    }

    private static List<Named> separated(String text) {
        List<Named> longest = List.of();
        var lists = AFTER_COLON.matcher(text);
        while (lists.find()) {
            var labels = items(lists.group(1));
            if (labels.size() > longest.size()) {
                longest = labels;
            }
        }
        return longest.size() >= FEWEST ? longest : List.of();
    }

    private static List<Named> items(String list) {
        var labels = new ArrayList<Named>();
        for (var part : list.split("\\s*[,;|]\\s*|\\s+or\\s+")) {
            var item = ITEM.matcher(part.strip());
            if (!item.matches()) {
                return List.of();
            }
            labels.add(new Named(item.group(1), ""));
        }
        return labels;
    }
}
