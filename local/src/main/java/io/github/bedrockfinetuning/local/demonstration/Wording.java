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
 * A wording from {@code wordings.txt}.
 *
 * @param id the section and the number of the wording in it
 * @param section a label, or the kind of text around the request, such as {@code context} or {@code opening email}
 * @param set the set that uses the wording: {@code train}, {@code validation} or {@code test}; {@code shared} for all
 *     sets; or {@code meaning} for the system prompt
 * @param text the text, with choices in square brackets and blanks in braces
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
