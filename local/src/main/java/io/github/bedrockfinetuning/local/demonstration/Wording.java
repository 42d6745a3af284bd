package io.github.bedrockfinetuning.local.demonstration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One way to say something, as {@code wordings.txt} has it.
 *
 * @param id the section and its number there
 * @param section a label, or what surrounds the request: {@code context}, {@code opening email}, …
 * @param set the only set that uses it: {@code train}, {@code validation}, {@code test}; or {@code shared} by all; or
 *     {@code meaning}, which the system prompt says
 * @param text with choices in square brackets and blanks in braces
 */
record Wording(String id, String section, String set, String text) {
    private static final String FILE = "wordings.txt";
    private static final String SECTION = "== ";

    static List<Wording> all() {
        var wordings = new ArrayList<Wording>();
        var section = "";
        var number = 0;
        for (var line : lines()) {
            if (line.startsWith(SECTION)) {
                section = line.substring(SECTION.length()).strip();
                number = 0;
            } else if (!line.isBlank() && !line.startsWith("#")) {
                var colon = line.indexOf(": ");
                var set = line.substring(0, colon);
                number++;
                wordings.add(new Wording(section + " " + number, section, set, line.substring(colon + 2)));
            }
        }
        return List.copyOf(wordings);
    }

    private static List<String> lines() {
        var stream =
                Objects.requireNonNull(Wording.class.getResourceAsStream(FILE), FILE + " is not on the class path");
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
