package io.github.bedrockfinetuning.dataset.foreign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.dataset.json.StrictJson;
import io.github.bedrockfinetuning.dataset.source.PlainText;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a table as objects, using the column names in the header as field names. Separators are commas,
 * semicolons, tabs, or vertical bars, as in tables from Excel, pandas, and databases. Skips the line {@code sep=;},
 * which Excel adds.
 */
final class CsvRecords {
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};

    private final Source source;

    CsvRecords(Source source) {
        this.source = source;
    }

    void read(RecordFile.Sink sink) throws IOException {
        char separator = separator();
        try (CsvFile csv = new CsvFile(separator)) {
            List<String> header = csv.header();
            if (header == null) {
                return;
            }
            List<String> names = names(header);
            for (List<String> row = csv.rows.row(); row != null; row = csv.rows.row()) {
                if (row.stream().allMatch(String::isBlank)) {
                    continue;
                }
                long line = csv.rows.rowLine();
                if (row.stream().skip(names.size()).anyMatch(cell -> !cell.isBlank())) {
                    sink.broken(
                            line,
                            "the row has " + row.size() + " fields, but the header has " + names.size()
                                    + "; enclose fields that contain the separator in quotation marks");
                } else {
                    sink.record(line, record(names, row));
                }
            }
        }
    }

    /**
     * Converts a row to an object. Missing cells are empty, because some programs omit empty cells at the end of a row.
     */
    private static ObjectNode record(List<String> names, List<String> row) {
        ObjectNode record = StrictJson.LENIENT.createObjectNode();
        for (int i = 0; i < names.size(); i++) {
            String cell = i < row.size() ? row.get(i) : "";
            if (ChatRecords.isList(names.get(i)) && cell.stripLeading().startsWith("[")) {
                try {
                    record.set(names.get(i), StrictJson.LENIENT.readTree(cell));
                    continue;
                } catch (JsonProcessingException e) {
                    // Not JSON: keep the text unchanged.
                }
            }
            record.put(names.get(i), cell);
        }
        return record;
    }

    /**
     * Returns unique column names. A column without a name, such as the index column of pandas, is named by its
     * number.
     */
    private static List<String> names(List<String> header) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).strip();
            String free = name.isEmpty() ? "column " + (i + 1) : name;
            names.add(names.contains(free) ? free + " (column " + (i + 1) + ")" : free);
        }
        while (!names.isEmpty() && header.get(names.size() - 1).isBlank() && names.size() > 1) {
            names.remove(names.size() - 1);
        }
        return names;
    }

    /**
     * Returns the separator that splits the header into the columns of a record, or, if there is none, the separator
     * that results in the most columns.
     */
    private char separator() throws IOException {
        char best = SEPARATORS[0];
        int most = 0;
        for (char separator : SEPARATORS) {
            try (CsvFile csv = new CsvFile(separator)) {
                Optional<Character> named = csv.separatorLine();
                if (named.isPresent()) {
                    return named.get();
                }
                List<String> header = csv.header();
                if (header == null) {
                    return separator;
                }
                ObjectNode names = StrictJson.LENIENT.createObjectNode();
                header.forEach(name -> names.put(name.strip(), "x"));
                if (Recognition.of(List.of(names)).isPresent()) {
                    return separator;
                }
                if (header.size() > most) {
                    most = header.size();
                    best = separator;
                }
            } catch (CharacterCodingException e) {
                throw e;
            } catch (IOException e) {
                // The quotation marks are only valid with another separator.
            }
        }
        return best;
    }

    private final class CsvFile implements AutoCloseable {
        private final BufferedReader in;
        private final CsvReader rows;

        CsvFile(char separator) throws IOException {
            in = new BufferedReader(PlainText.of(source));
            rows = new CsvReader(in);
            rows.separator(separator);
        }

        /** Returns the first line that contains column names. */
        @Nullable
        List<String> header() throws IOException {
            List<String> row = rows.row();
            while (row != null
                    && (row.stream().allMatch(String::isBlank) || row.get(0).startsWith("sep="))) {
                row = rows.row();
            }
            return row;
        }

        /** Returns the separator from the line {@code sep=} that Excel adds. */
        Optional<Character> separatorLine() throws IOException {
            try (BufferedReader first = new BufferedReader(PlainText.of(source))) {
                char[] line = new char[6];
                int length = first.read(line);
                String text = length < 0 ? "" : new String(line, 0, length);
                return text.matches("sep=[,;\\t|]\\R?.?") ? Optional.of(text.charAt(4)) : Optional.empty();
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
