package io.github.bedrockfinetuning.dataset.foreign;

import io.github.bedrockfinetuning.dataset.source.Blocks;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a table in RFC 4180 format. Quoted fields can contain separators, line breaks, and "". */
final class CsvReader {
    private static final int LONGEST_FIELD = Blocks.MAX_LINE;

    private final Reader in;
    private char separator = ',';
    private int next;
    private long line = 1;
    private long rowLine;

    CsvReader(Reader in) throws IOException {
        this.in = in;
        next = in.read();
        if (next == '\uFEFF') {
            next = in.read();
        }
    }

    void separator(char sign) {
        separator = sign;
    }

    /** Returns the line on which the last row began, starting at 1. */
    long rowLine() {
        return rowLine;
    }

    /** Returns the next row, or null after the last row. An empty line is a row with one empty field. */
    @Nullable
    List<String> row() throws IOException {
        if (next < 0) {
            return null;
        }
        rowLine = line;
        List<String> fields = new ArrayList<>();
        while (true) {
            fields.add(next == '"' ? quoted() : plain());
            if (next != separator) {
                endOfLine();
                return fields;
            }
            read();
        }
    }

    private void read() throws IOException {
        if (next == '\n') {
            line++;
        }
        next = in.read();
    }

    private void endOfLine() throws IOException {
        if (next == '\r') {
            read();
        }
        if (next == '\n') {
            read();
        }
    }

    private String plain() throws IOException {
        StringBuilder field = new StringBuilder();
        while (next >= 0 && next != separator && next != '\n' && next != '\r') {
            append(field);
        }
        return field.toString();
    }

    private String quoted() throws IOException {
        StringBuilder field = new StringBuilder();
        read();
        while (true) {
            if (next < 0) {
                throw new IOException("A quotation mark on line " + rowLine + " is not closed.");
            }
            if (next == '"') {
                read();
                if (next != '"') {
                    return field.append(plain()).toString();
                }
            }
            append(field);
        }
    }

    private void append(StringBuilder field) throws IOException {
        if (field.length() >= LONGEST_FIELD) {
            throw new IOException(
                    "Line " + rowLine + " contains a field that is longer than " + LONGEST_FIELD + " characters.");
        }
        field.append((char) next);
        read();
    }
}
