package io.github.bedrockfinetuning.dataset;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Generates lines of a random chat file: mostly valid records, some truncated ones, and some other JSON or empty lines.
 */
final class GeneratedFile {
    private static final int MAXIMUM_LINES = 60;
    private static final int MAXIMUM_WORDS = 6;

    /** A small number of words, so some records are equal, nearly equal or contradictory. */
    private static final List<String> WORDS =
            List.of("card", "Größe", "大", "\\n", "\\u00e9", "😀", "AKIAQWERTYUIOPASDFGH", "4111 1111 1111 1111", "  ");

    private static final List<String> NOT_RECORDS = List.of(
            "",
            "  ",
            "\r",
            "{}",
            "null",
            "[1]",
            "{\"messages\": [], \"messages\": []}",
            "{\"prompt\": \"a\", \"completion\": \"b\"}",
            "{\"messages\": [{\"role\": \"user\", \"content\": \"\\ud800\"}]}");

    private final Random random;

    private GeneratedFile(Random random) {
        this.random = random;
    }

    /** Returns 1 to 60 lines, which are the same for the same state of the generator. */
    static List<String> lines(Random random) {
        return new GeneratedFile(random).some(1, MAXIMUM_LINES, GeneratedFile::line);
    }

    private String line() {
        int kind = random.nextInt(15);
        if (kind < 12) {
            return record();
        }
        return kind < 14 ? truncated(record()) : oneOf(NOT_RECORDS);
    }

    private String record() {
        String question = String.join(" ", some(0, MAXIMUM_WORDS, GeneratedFile::word));
        String role = random.nextInt(21) < 20 ? "user" : oneOf(List.of("human", "assistant"));
        return "{\"messages\": [{\"role\": \"" + role + "\", \"content\": \"" + question
                + "\"}, {\"role\": \"assistant\", \"content\": \"" + word() + "\"}]}";
    }

    private static String truncated(String record) {
        return record.substring(0, record.length() * 2 / 3);
    }

    private String word() {
        return oneOf(WORDS);
    }

    private String oneOf(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private List<String> some(int minimum, int maximum, Function<GeneratedFile, String> element) {
        int size = minimum + random.nextInt(maximum - minimum + 1);
        return Stream.generate(() -> element.apply(this)).limit(size).toList();
    }
}
