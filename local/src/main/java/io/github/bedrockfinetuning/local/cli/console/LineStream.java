package io.github.bedrockfinetuning.local.cli.console;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-8 bytes and prints them line by line. */
final class LineStream extends OutputStream {
    private static final int LONGEST = 16_384;

    private final PrintWriter writer;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LineStream(PrintWriter writer) {
        this.writer = writer;
    }

    @Override
    public synchronized void write(int one) {
        if (one != '\n') {
            line.write(one);
        }
        if (one == '\n' || line.size() == LONGEST) {
            writer.println(line.toString(StandardCharsets.UTF_8).replaceFirst("\r$", ""));
            writer.flush();
            line.reset();
        }
    }
}
