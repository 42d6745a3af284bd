package io.github.bedrockfinetuning.local.cli.console;

import java.util.ArrayList;
import java.util.List;

/** Text that is wrapped at a maximum line length. */
public final class WrappedText {
    /** The width of a terminal in columns. */
    public static final int COLUMNS = 80;

    private WrappedText() {}

    /** Breaks text at spaces, and splits words that are longer than a line. */
    public static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split("\\s+")) {
            String rest = word;
            if (!line.isEmpty() && line.length() + 1 + rest.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (rest.length() > width) {
                lines.add(rest.substring(0, width));
                rest = rest.substring(width);
            }
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }
}
