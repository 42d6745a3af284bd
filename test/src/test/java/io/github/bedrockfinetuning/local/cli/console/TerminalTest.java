package io.github.bedrockfinetuning.local.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private final StringWriter written = new StringWriter();
    private final Terminal terminal = new Terminal(written);

    @Test
    void printsExactlyOneLine() {
        terminal.println("a\nfile.jsonl: accept\u001b[2K");
        terminal.println((Object) "b\r\nc");

        assertThat(written.toString().lines())
                .containsExactly("a\\u000afile.jsonl: accept\\u001b[2K", "b\\u000d\\u000ac");
    }

    @Test
    void doesNotLetAnArgumentBeginALine() {
        terminal.printf("%s: %,d of %s%n", "x\naccept", 1234, new StringBuilder("\u202ey"));

        assertThat(written.toString()).isEqualTo(String.format("x\\u000aaccept: %,d of \\u202ey%n", 1234));
    }

    @Test
    void cutsOverlongArguments() {
        terminal.printf("%s", "x".repeat(5_000));

        assertThat(written.toString()).hasSize(Terminal.LONGEST).endsWith("x…");
    }

    @Test
    void leavesADocumentTheSameDocument() {
        terminal.println("{\"a\": \"\u009b\u2066🙂\"}");

        assertThat(written.toString()).isEqualTo(String.format("{\"a\": \"\\u009b\\u2066🙂\"}%n"));
    }

    @Test
    void escapesWhatLibrariesPrintByThemselves() {
        PrintStream stream = terminal.stream();
        stream.print("warn");
        stream.println("ing \u001b[31m\u2028");

        assertThat(written.toString()).isEqualTo(String.format("warning \\u001b[31m\\u2028%n"));
    }

    @Test
    void replacesWhatTheCharacterSetOfTheLocaleLacks() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Terminal plain = Terminal.on(bytes, StandardCharsets.US_ASCII)) {
            plain.println("✓ ×3 ↷ ✗ █░ 1–2 … “a” ▁▃█ → größe 日 🙂 é?");
        }
        assertThat(bytes.toString(StandardCharsets.US_ASCII))
                .isEqualTo(String.format(
                        "+ x3 > x #. 1-2 ... \"a\" _:# -> gr\\u00f6\\u00dfe \\u65e5 \\ud83d\\ude42" + " \\u00e9?%n"));

        bytes.reset();
        try (Terminal latin = Terminal.on(bytes, StandardCharsets.ISO_8859_1)) {
            latin.println("✓ ×3 größe");
        }
        assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).isEqualTo(String.format("+ ×3 größe%n"));

        bytes.reset();
        try (Terminal unicode = Terminal.on(bytes, StandardCharsets.UTF_8)) {
            unicode.println("✓ ×3 größe 🙂");
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(String.format("✓ ×3 größe 🙂%n"));
    }

    @Test
    void movesTheCursorOnlyForItself() {
        terminal.eraseLine();
        terminal.append("\r\u001b[K");

        assertThat(written.toString()).isEqualTo("\r\u001b[K\\u000d\\u001b[K");
    }
}
