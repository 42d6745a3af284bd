package io.github.bedrockfinetuning.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of prompts and completions, its columns found by the names in its first line. */
final class CsvExamples {
    private static final List<String> PROMPT = List.of("prompt", "question", "input", "text", "user", "message");
    private static final List<String> COMPLETION =
            List.of("completion", "answer", "output", "label", "response", "assistant", "reference");
    private static final List<String> SYSTEM = List.of("system", "instruction", "instructions");
    private static final char[] SEPARATORS = {',', ';', '\t'};

    private final Source source;

    CsvExamples(Source source) {
        this.source = source;
    }

    void read(Convert.Sink sink) throws IOException {
        char separator = separator();
        try (CsvFile csv = new CsvFile(separator)) {
            List<String> header = csv.rows.row();
            int prompt = column(header, PROMPT);
            int completion = column(header, COMPLETION);
            int system = column(header, SYSTEM);
            if (prompt < 0 || completion < 0) {
                throw new IOException(source.name() + ", line 1: a table needs a column named "
                        + String.join(", ", PROMPT) + " and one named " + String.join(", ", COMPLETION) + ".");
            }
            for (List<String> row = csv.rows.row(); row != null; row = csv.rows.row()) {
                if (row.size() == 1 && row.get(0).isBlank()) {
                    continue;
                }
                long line = csv.rows.rowLine();
                if (row.size() != header.size()) {
                    sink.refuse(line, "the row has " + row.size() + " fields, the header " + header.size());
                    continue;
                }
                List<Turn> turns = List.of(Turn.user(row.get(prompt)), Turn.assistant(row.get(completion)));
                String said = system < 0 || row.get(system).isEmpty() ? null : row.get(system);
                sink.accept(line, new Example(Long.toString(line), said, turns, Json.MAPPER.createObjectNode()));
            }
        } catch (CharacterCodingException e) {
            throw new IOException(source.name() + " is not UTF-8.", e);
        }
    }

    /** The separator by which the first line has both columns; the comma if none has. */
    private char separator() throws IOException {
        for (char separator : SEPARATORS) {
            try (CsvFile csv = new CsvFile(separator)) {
                List<String> header = csv.rows.row();
                if (column(header, PROMPT) >= 0 && column(header, COMPLETION) >= 0) {
                    return separator;
                }
            } catch (CharacterCodingException e) {
                throw new IOException(source.name() + " is not UTF-8.", e);
            }
        }
        return SEPARATORS[0];
    }

    private static int column(List<String> header, List<String> names) {
        if (header == null) {
            return -1;
        }
        List<String> folded = new ArrayList<>();
        header.forEach(name -> folded.add(name.strip().toLowerCase(Locale.ROOT)));
        return names.stream()
                .map(folded::indexOf)
                .filter(i -> i >= 0)
                .findFirst()
                .orElse(-1);
    }

    private final class CsvFile implements AutoCloseable {
        private final BufferedReader in;
        private final CsvReader rows;

        CsvFile(char separator) throws IOException {
            in = new BufferedReader(new InputStreamReader(source.open(), StandardCharsets.UTF_8.newDecoder()));
            rows = new CsvReader(in);
            rows.separator(separator);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
