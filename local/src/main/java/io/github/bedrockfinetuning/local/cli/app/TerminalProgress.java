package io.github.bedrockfinetuning.local.cli.app;

import io.github.bedrockfinetuning.local.cli.console.Terminal;
import io.github.bedrockfinetuning.local.rehearsal.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Prints the progress of a rehearsal, one line per state. Combines repeated visits of a state. In a terminal, also
 * shows a progress bar while the models answer.
 */
final class TerminalProgress implements Progress {
    /** The width of a progress bar, in characters. Two progress bars fit on a line of 80 columns. */
    private static final int BAR = 15;

    private final PrintWriter err;
    private final boolean terminal = System.console() != null;
    private final Map<String, String> bars = new LinkedHashMap<>();
    private String state;
    private String outcome;
    private Duration elapsed;
    private int visits;

    TerminalProgress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void said(String line) {
        flushState();
        print(line);
    }

    @Override
    public void stateDone(Duration at, String name, int attempts, String how) {
        if (!name.equals(state) || !how.equals(outcome)) {
            flushState();
            visits = 0;
        }
        state = name;
        outcome = how;
        elapsed = at;
        visits += attempts;
    }

    @Override
    public void answered(String system, long done, long total) {
        if (!terminal || total == 0) {
            return;
        }
        int filled = (int) (BAR * done / total);
        String bar = "█".repeat(filled) + "░".repeat(BAR - filled);
        bars.put(system, String.format(Locale.ROOT, "%s %s %d/%d", system, bar, done, total));
        eraseLine();
        err.printf("  %s", String.join("   ", bars.values()));
        err.flush();
    }

    @Override
    public void finished() {
        flushState();
        if (terminal) {
            print("");
        }
    }

    private void flushState() {
        if (state == null) {
            return;
        }
        String mark = outcome.equals("SUCCEEDED") ? "✓" : outcome.equals("CAUGHT") ? "↷" : "✗";
        print(String.format(
                Locale.ROOT,
                "  %s  %s %s%s%s",
                clock(elapsed),
                mark,
                state,
                visits > 1 ? " ×" + visits : "",
                outcome.equals("SUCCEEDED") ? "" : "  " + outcome.toLowerCase(Locale.ROOT)));
        state = null;
        bars.clear();
    }

    private void print(String line) {
        eraseLine();
        err.println(line);
        err.flush();
    }

    private void eraseLine() {
        if (terminal && err instanceof Terminal screen) {
            screen.eraseLine();
        }
    }

    private static String clock(Duration elapsed) {
        return String.format(
                Locale.ROOT,
                "+%dd %02d:%02d:%02d",
                elapsed.toDays(),
                elapsed.toHoursPart(),
                elapsed.toMinutesPart(),
                elapsed.toSecondsPart());
    }
}
