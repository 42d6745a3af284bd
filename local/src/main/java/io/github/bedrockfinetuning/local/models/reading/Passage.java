package io.github.bedrockfinetuning.local.models.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A message that contains text or a table, and a question about it.
 *
 * @param question the question; empty if none was found
 * @param rows the rows of a table whose cells are separated by vertical bars; empty without a table
 * @param sentences the sentences outside the table
 */
public record Passage(String question, List<Row> rows, List<String> sentences) {
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?;:])\\s+(?=[\\p{Lu}(\"“\\d])|\\n+");
    private static final Pattern RULE = Pattern.compile("[\\s|:=-]+");
    private static final Pattern HEADING =
            Pattern.compile("(?i)\\s*(table|text|context|passage|document|excerpt|question)s?:\\s*");
    private static final Pattern QUESTION = Pattern.compile("(?is).*(?:^|\\n)\\s*question:\\s*(.+?)\\s*$");

    /**
     * A row of the table.
     *
     * @param heading whether the row contains column names and no figures
     * @param section the last preceding row that has a label and no figures; empty if there is none
     */
    record Row(List<String> cells, boolean heading, String section) {
        String label() {
            return cells.get(0);
        }
    }

    public static Passage of(String message) {
        var rows = new ArrayList<List<String>>();
        var text = new StringBuilder();
        var question = "";
        var asked = QUESTION.matcher(message);
        if (asked.matches()) {
            question = asked.group(1);
            message = message.substring(0, asked.start(1));
        }
        for (var line : message.split("\n")) {
            if (line.indexOf('|') >= 0) {
                if (!RULE.matcher(line).matches()) {
                    rows.add(cells(line));
                }
            } else if (!HEADING.matcher(line).matches()) {
                text.append(line).append('\n');
            }
        }
        var sentences = new ArrayList<String>();
        for (var sentence : SENTENCE_END.split(text)) {
            if (!sentence.isBlank()) {
                sentences.add(sentence.strip());
            }
        }
        if (question.isEmpty()) {
            question = takeQuestion(sentences);
        }
        return new Passage(question, described(rows), List.copyOf(sentences));
    }

    /** Returns whether the message contains a heading for a question, a table, or another part. */
    public static boolean marked(String message) {
        return QUESTION.matcher(message).matches()
                || message.lines().anyMatch(line -> HEADING.matcher(line).matches());
    }

    /** Returns whether the message contains a question and either text or a table. */
    public boolean readable() {
        return !question.isEmpty() && (!rows.isEmpty() || !sentences.isEmpty());
    }

    /** Returns the lowercase text of the heading rows in a column. */
    String heading(int column) {
        var heading = new StringBuilder();
        for (var row : rows) {
            if (row.heading() && column < row.cells().size()) {
                heading.append(row.cells().get(column)).append(' ');
            }
        }
        return heading.toString().strip().toLowerCase(Locale.ROOT);
    }

    private static String takeQuestion(List<String> sentences) {
        for (var i = sentences.size() - 1; i >= 0; i--) {
            if (sentences.get(i).endsWith("?")) {
                return sentences.remove(i);
            }
        }
        return "";
    }

    private static List<String> cells(String line) {
        var trimmed = line.strip();
        var inner = trimmed.startsWith("|") && trimmed.endsWith("|") && trimmed.length() > 1
                ? trimmed.substring(1, trimmed.length() - 1)
                : line;
        var cells = new ArrayList<String>();
        for (var cell : inner.split("\\|", -1)) {
            cells.add(cell.strip());
        }
        return List.copyOf(cells);
    }

    private static List<Row> described(List<List<String>> lines) {
        var rows = new ArrayList<Row>();
        var section = "";
        var inHeading = true;
        for (var cells : lines) {
            var figures = cells.stream().skip(1).anyMatch(Figures::isFigure);
            inHeading &= !figures;
            if (!figures && !inHeading && !cells.get(0).isEmpty()) {
                section = cells.get(0);
            }
            rows.add(new Row(cells, inHeading, figures ? section : ""));
        }
        return List.copyOf(rows);
    }
}
